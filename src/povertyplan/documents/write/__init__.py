"""Figures replaced in a document, and nothing else of it."""
