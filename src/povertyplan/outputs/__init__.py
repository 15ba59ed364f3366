"""What the command line prints: one module for each output."""
