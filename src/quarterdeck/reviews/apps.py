"""Start-up of the room."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reviews"
    label = "reviews"
