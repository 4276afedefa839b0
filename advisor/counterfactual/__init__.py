"""What would change the advice: situations that differ from one in a few facts, all decided at once."""
