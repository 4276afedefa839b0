"""Many situations: from the options to the run, and what is said of it."""
