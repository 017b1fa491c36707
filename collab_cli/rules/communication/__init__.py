"""Rules of channels, documents and hand-offs."""
