"""Who does what by when, what proves it, and what is late."""
