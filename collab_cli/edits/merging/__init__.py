"""Merging two changed versions of a file by what its entries are, not by its lines."""
