"""What can come up in any situation at all, asked of the solver Z3; see `proving.prove`."""
