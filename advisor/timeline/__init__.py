"""When advice changes if nothing happens: breakpoints, what is advised between them, what comes next.

`spells` imports NumPy and pyarrow; `upcoming` and what it rests on do not.
"""
