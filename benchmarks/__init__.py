"""How fast collab is, told as ratios: a corpus generator and whole processes timed against each other."""
