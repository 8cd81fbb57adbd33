"""Answers to take away: as text to read, and as CSV, JSON and Parquet for programs."""
