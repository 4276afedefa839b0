"""Marked nodes → what a pack declares, situations, and cases."""
