"""Rules of actions and issues."""
