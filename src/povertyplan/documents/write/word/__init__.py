"""The parts of a Word document that is written."""
