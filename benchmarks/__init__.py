"""Measure what people wait for. Run from the repository: `uv run python -m benchmarks.timer`."""
