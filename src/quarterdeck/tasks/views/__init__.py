"""The pages of tasks: list and board, the form that writes one, one task as a letter."""
