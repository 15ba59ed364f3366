"""Relations bound to the rows of a table and evaluated exactly."""
