"""Two revisions of a pack: what differs in what they declare, and whose advice differs by that."""
