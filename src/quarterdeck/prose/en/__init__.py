"""The words and phrasing of one language, as data."""
