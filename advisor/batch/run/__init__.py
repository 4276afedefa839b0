"""A run from its first slice to its last, whether it was broken off before or not."""
