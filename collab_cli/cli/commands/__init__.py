"""One file a noun or a whole-workspace verb."""
