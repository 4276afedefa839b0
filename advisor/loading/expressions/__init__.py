"""The expression language: text → raw tree → names resolved and typed → `ir.expressions`."""
