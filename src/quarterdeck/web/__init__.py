"""The shell of every page: layout, static files, template tags, gates and the clock. It has no tables."""
