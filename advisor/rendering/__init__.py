"""Values to text: advice, proofs, diagnostics and drafts. Pure functions; nothing here prints."""
