"""What leaves the machine or comes from outside."""
