"""One question at a terminal: put, chosen with arrow keys or typed, and taken back as a line."""
