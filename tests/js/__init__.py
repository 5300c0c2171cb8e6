"""Tests that run the browser's modules in Node."""
