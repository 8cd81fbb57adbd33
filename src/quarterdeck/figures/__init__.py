"""Indicators, plans, observations and their vintages."""
