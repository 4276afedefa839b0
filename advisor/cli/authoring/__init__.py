"""Rules that a command reads in revisions, proves, or writes something new into."""
