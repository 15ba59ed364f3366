"""Typed, exact checks for the poverty-reduction plans of Vietnamese communes."""
