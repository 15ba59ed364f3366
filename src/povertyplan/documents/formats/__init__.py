"""The bytes or the text of a file to its content, one module for each format."""
