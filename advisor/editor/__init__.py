"""What an editor asks while somebody edits rules, tests and situations: pure functions over texts, no protocol."""
