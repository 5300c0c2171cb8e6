"""Tests of notebook pages, their build, and the ways into the collection."""
