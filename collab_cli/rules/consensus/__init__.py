"""Rules of participation and consensus."""
