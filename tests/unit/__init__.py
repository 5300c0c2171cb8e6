"""Tests without a browser, solved poses, notebooks or Node."""
