"""Changes in the reader's own file: what needs findings and documents alike."""
