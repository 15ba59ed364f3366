"""The words in which each engine is asked."""
