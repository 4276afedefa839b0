"""The graph of a pack: what reads, concludes, advises, overrides and silences what; drawn, and for Graphviz and Mermaid."""
