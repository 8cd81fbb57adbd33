"""Start-up of the room."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink, register_backlinks


class CycleConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.cycle"
    label = "cycle"

    def ready(self) -> None:
        """Let a review lead to its preparation, and an agenda item to the page of what it is about."""
        register_backlinks("preparation of review", _preparation)
        register_backlinks("gap item", _indicator)
        register_backlinks("difficulty item", _difficulty)
        register_backlinks("task item", _task)


def _preparation(code: str) -> list[Backlink]:
    return [Backlink("cycle", _("Prepare the agenda"), reverse("cycle:prepare", args=[code]), "")]


def _indicator(code: str) -> list[Backlink]:
    return [Backlink("figures", _("Open the indicator"), reverse("figures:indicator", args=[code]), "")]


def _difficulty(code: str) -> list[Backlink]:
    return [Backlink("difficulties", _("Open the difficulty"), reverse("difficulties:difficulty", args=[code]), "")]


def _task(code: str) -> list[Backlink]:
    return [Backlink("tasks", _("Open the task"), reverse("tasks:task", args=[code]), "")]
