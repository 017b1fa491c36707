"""Understand minutes people have written: who met when, what was reported, decided and is to be done."""
