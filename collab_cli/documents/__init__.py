"""Text to positioned trees, and edits to text."""
