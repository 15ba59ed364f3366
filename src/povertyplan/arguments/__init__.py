"""The arguments of public functions and values, held to their annotations."""
