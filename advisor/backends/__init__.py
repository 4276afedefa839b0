"""Engines: program and facts in, derivations out; and the agenda that makes advice of derivations."""
