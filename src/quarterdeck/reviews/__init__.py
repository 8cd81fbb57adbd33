"""Conferences: agenda, opinions and conclusions over a frozen vintage."""
