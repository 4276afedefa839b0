"""A pack as pages to read: every rule in words, with its reason, its tests and what hangs together with it."""
