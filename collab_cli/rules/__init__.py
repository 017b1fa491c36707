"""What is checked: a folder a family, a file a topic."""
