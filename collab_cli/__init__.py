"""collab: agreements between departments kept as code."""

__version__ = "0.1.0"
