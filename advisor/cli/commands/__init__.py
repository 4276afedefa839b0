"""The commands, a module each, by its name: options in, one call into `api`, render, exit status."""
