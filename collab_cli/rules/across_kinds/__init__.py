"""Rules that look at several kinds of records at once."""
