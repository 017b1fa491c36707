"""Trees to typed records; faults of shape become findings."""
