"""The pages of the units."""
