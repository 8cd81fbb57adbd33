"""The pages of the figures: the table, an indicator, the origin of a number, reporting, importing, taking away."""
