"""Start-up of the room."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class AreasConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.areas"
    label = "areas"

    def ready(self) -> None:
        """Ask for the revision of the register once a request."""
        from quarterdeck.areas.queries.register import begin_request, end_request

        request_started.connect(begin_request)
        request_finished.connect(end_request)
