"""Start-up of the room."""

from collections.abc import Sequence
from datetime import datetime

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Moved, register_backlinks
from quarterdeck.core.rights import Actor


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reports"
    label = "reports"

    def ready(self) -> None:
        """Let a review lead to its papers, an organisation to its questions, and these follow changes of areas."""
        from quarterdeck.core.links import Follower, register_consequence, register_follower, register_teller
        from quarterdeck.reports.queries.following import ROOM, depending, tell, touched
        from quarterdeck.reports.queries.inquiries import backlinks_of_organisation

        register_backlinks("review", _papers)
        register_backlinks("minutes", _minutes)
        register_backlinks("notice", _notice)
        register_consequence("review closed", _write_notices)
        register_backlinks("organisation", backlinks_of_organisation)
        register_backlinks("open work of organisation", backlinks_of_organisation)
        register_teller(ROOM, tell)
        register_follower(
            Follower(
                room=ROOM, touched=touched, depending=depending,
                transfer=_pass_on, give_back=_give_back,
            )
        )  # fmt: skip


def _papers(code: str) -> list[Backlink]:
    return [Backlink("reports", _("Papers"), f"{reverse('reports:index')}#review-{code}", "")]


def _minutes(code: str) -> list[Backlink]:
    page = reverse("reports:paper", args=[code, "minutes"])
    return [Backlink("reports", _("Read the minutes"), page, ""), *_files(code, "minutes", "")]


def _notice(ref: str) -> list[Backlink]:
    code, _slash, body = ref.rpartition("/")
    page = reverse("reports:paper", args=[code, "notice"])
    return [Backlink("reports", _("Read it"), f"{page}?body={body}", ""), *_files(code, "notice", f"?body={body}")]


def _files(code: str, kind: str, query: str) -> list[Backlink]:
    lang = (get_language() or "vi")[:2]
    return [
        Backlink("reports", label, f"{reverse('reports:download', args=[code, kind, lang, form])}{query}", "")
        for form, label in (("docx", "Word"), ("pdf", "PDF"))
    ]


def _write_notices(code: str, by: Actor, at: datetime) -> None:
    from quarterdeck.reports.actions.noticing import write_notices

    write_notices(code=code, by=by, at=at)


# What reads texts is loaded only when it is needed: it takes longer than everything else together.


def _pass_on(change: AreaChange, by: Actor, at: datetime) -> Sequence[Moved]:
    from quarterdeck.reports.actions.following import follow_change

    return follow_change(change=change, by=by, at=at)


def _give_back(change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    from quarterdeck.reports.actions.following import give_back

    give_back(change=change, moved=moved, by=by, at=at)
