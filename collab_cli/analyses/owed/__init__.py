"""What a person owes, part by part."""
