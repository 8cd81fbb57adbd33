"""Reads of the figures: the catalogue, the log as known on a day, tables, pages, origins, vintages."""
