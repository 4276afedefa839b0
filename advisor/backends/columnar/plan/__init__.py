"""The program as nodes: spaces, nodes, the order in which they are evaluated, block by block."""
