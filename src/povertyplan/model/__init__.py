"""The values of a plan, and the relations between its figures, stated as data."""
