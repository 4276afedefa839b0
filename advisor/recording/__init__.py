"""Situation files written: whole, or one fact in the place where it stands. Texts in, texts out."""
