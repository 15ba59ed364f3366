"""The paragraphs of a document to its letterhead and the targets in its text."""
