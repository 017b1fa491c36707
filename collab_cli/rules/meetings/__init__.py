"""Rules of meetings and their minutes."""
