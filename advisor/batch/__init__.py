"""Many situations at once: files in, rows of advice out, a summary at the end."""
