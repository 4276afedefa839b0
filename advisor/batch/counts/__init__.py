"""What a batch came to, counted one by one or by columns."""
