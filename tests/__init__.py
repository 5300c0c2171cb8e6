"""Test the collection; `python -m tests` gets what is missing and runs everything."""
