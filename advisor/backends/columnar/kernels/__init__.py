"""What is done to arrays: values with masks, exact arithmetic, lists, sort keys. Knows no program."""
