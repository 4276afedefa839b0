"""Another name for something: all edits in a pack, in layers over it and in situations, and the proof that all means the same."""
