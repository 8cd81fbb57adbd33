"""Start-up of the room."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink, register_backlinks


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reports"
    label = "reports"

    def ready(self) -> None:
        """Let a review lead to its papers, and an organisation to what it is asked."""
        from quarterdeck.reports.queries.inquiries import backlinks_of_organisation

        register_backlinks("review", _papers)
        register_backlinks("organisation", backlinks_of_organisation)
        register_backlinks("open work of organisation", backlinks_of_organisation)


def _papers(code: str) -> list[Backlink]:
    return [Backlink("reports", _("Papers"), f"{reverse('reports:index')}#review-{code}", "")]
