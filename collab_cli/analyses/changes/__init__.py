"""What changed between two states of a workspace, by records and their parts, never by lines."""
