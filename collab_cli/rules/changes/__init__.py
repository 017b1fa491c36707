"""Rules about a change: what has become of an earlier state of the workspace."""
