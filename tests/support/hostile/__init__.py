"""
Inputs that cost a reader as much as possible, at most 50 MB each, and what reading them takes.

`python -m tests.support.hostile [WORD ...]` reads all of them, or those with a word in their name,
and prints the table.
"""
