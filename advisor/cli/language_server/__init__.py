"""`advisor.editor` as a language server."""
