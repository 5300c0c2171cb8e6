"""Drive the collection in a real browser."""
