"""From text to typed values: packs and situations, and everything that is wrong with them as diagnostics."""
