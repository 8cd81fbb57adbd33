"""Files kept as they came, under the hash of their content."""
