"""The commands. Here, and only here, things are read from and written to files and terminals."""
