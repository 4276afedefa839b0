"""When advice changes, if nothing happens: breakpoints, and what is advised between them."""
