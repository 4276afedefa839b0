"""One situation of a file: opened, referred to as on its last page, heard about, and written again."""
