"""Read the handbook: its entries, how they stand, what may become one, what resembles a question, its editions."""
