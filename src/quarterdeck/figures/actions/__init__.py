"""Writes of the figures: the catalogue, batches of observations, corrections, vintages."""
