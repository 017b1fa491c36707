"""Rules of evaluations and what follows from them."""
