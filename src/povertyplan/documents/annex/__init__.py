"""The grid of a table to the annex of a plan."""
