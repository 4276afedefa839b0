"""How often the advice is what experts said: the real cases, measured.

Beside each situation in `examples/real/` stands the expert's side of it, in `experts/`: what the expert
advised, which of our pieces or sentences say the same, by when, and what would contradict it.

`model` holds what an expert said, `reading` reads it, `pages` holds what a person reads, `scoring`
compares the two, `figures` counts, and `floors` keeps the counts from getting worse.
"""
