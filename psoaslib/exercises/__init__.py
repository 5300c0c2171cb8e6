"""What people answer: questions, predictions, labels, the length lab; packed for its widget."""

SEED = 1
"""The order of options and questions where nobody asks for another."""
