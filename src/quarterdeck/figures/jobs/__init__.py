"""Work beside pages and commands."""
