"""Links between records."""
