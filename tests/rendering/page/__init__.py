"""The page of advice in a real browser: `python -m tests.rendering.page`."""
