"""The language of rules: expressions and sentences, text → raw tree → typed `ir.expressions`."""
