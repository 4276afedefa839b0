"""Advice after a job interview, from rules that a careers adviser can read and edit."""

__version__ = "0.1.0"
