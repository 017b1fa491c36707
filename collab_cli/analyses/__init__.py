"""Questions with typed answers, no text."""
