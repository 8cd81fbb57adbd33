"""Home, the search over everything, and the set-up of an empty store."""
