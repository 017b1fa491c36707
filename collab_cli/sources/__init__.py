"""Where text comes from: the working tree, a revision, the shipped templates."""
