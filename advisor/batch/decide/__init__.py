"""From the situations of a slice to rows of advice, on whatever engine."""
