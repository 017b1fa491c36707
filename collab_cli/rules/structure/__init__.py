"""Rules about the files themselves: what keeps them from being read, typed and understood."""
