"""One file a kind or a few: the commands that move its states."""
