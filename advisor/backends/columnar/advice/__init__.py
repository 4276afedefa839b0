"""From firings to the tables that come out: conflicts, order, labels, advice and errors."""
