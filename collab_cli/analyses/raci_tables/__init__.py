"""What a RACI table made elsewhere says: who holds which letter in what, and what is not certain about it."""
