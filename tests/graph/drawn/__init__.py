"""Drawings in the programs that they are written for: `python -m tests.graph.drawn`."""
