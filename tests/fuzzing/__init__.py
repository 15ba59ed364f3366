"""Documents broken in many ways, and everything that reads or writes them tried with each."""
