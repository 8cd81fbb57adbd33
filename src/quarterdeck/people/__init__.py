"""Organisations, posts and who holds them; accounts; the actor that a request acts as."""
