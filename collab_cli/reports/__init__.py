"""One file a report: build(...) -> Report."""
