"""Text → marked nodes: YAML and JSON, what is wrong with the way they are written, and the limits."""
