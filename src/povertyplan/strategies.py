"""Hypothesis strategies for plans, their figures and their slips."""


def register() -> None:
    """Tell hypothesis how to make the types of this library."""
