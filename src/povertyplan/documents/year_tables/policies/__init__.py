"""The tables of a document to the coverage of policies."""
