"""What a number does: the same situations for each of many values of a parameter, counted."""
