"""As whom a request acts, and the pages of bodies, posts and accounts."""

from quarterdeck.people.views.acting import ActorMiddleware

__all__ = ["ActorMiddleware"]
