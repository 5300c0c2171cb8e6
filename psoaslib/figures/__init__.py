"""Shape what pictures show: the body and its bones in the round, plates of anatomy, charts."""
