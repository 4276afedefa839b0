"""One layout for files in YAML: rules, tests and situations. What they say, and how it is spelt, stays."""
