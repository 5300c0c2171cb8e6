"""Tests that pose the body, solve or mesh it."""
