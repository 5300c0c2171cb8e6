"""Quiz, labelling, prediction and length lab: chosen, and packed for the browser."""
