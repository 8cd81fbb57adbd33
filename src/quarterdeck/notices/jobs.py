"""Send mails with what people were told, through a mail server (SMTP)."""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.core.errors import BadInput, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import SYSTEM
from quarterdeck.notices import actions
from quarterdeck.notices.queries import digests, duties
from quarterdeck.notices.rules import AT_ONCE, GROUPS, KINDS, Server, server_of
from quarterdeck.people.queries import posts_as_kept
from quarterdeck.web.templatetags.quarterdeck.words import localname

TIMEOUT_SECONDS = 30
# Where no address is set links lead to the machine itself.
LOCAL = "http://localhost:8000"
logger = logging.getLogger(__name__)


class MailRefused(QuarterdeckError):
    """The mail server cannot be reached, or does not let us in."""


@dataclass(slots=True)
class Sent:
    """What a run did: mails sent, mails that failed (account and what the server said), people with nothing new."""

    sent: int
    failed: list[tuple[str, str]]
    nothing: int


def send_due(at: datetime) -> Sent:
    """Send everybody the mail that is due. A mail that fails is tried again in the next run with all it held.

    Raises `BadInput` where no server is set, `MailRefused` where it cannot be reached; then nothing was changed.
    """
    server = server_of(settings.MAIL)
    if server is None:
        raise BadInput(gettext_noop("No mail server is set."), place="QUARTERDECK_MAIL",
                       remedy=gettext_noop("Write it as smtp+starttls://user:password@mail.example:587."))  # fmt: skip
    line = _connected(server)
    try:
        actions.release_interrupted(by=SYSTEM, at=at)
        return _send_all(line, at)
    finally:
        line.close()


def _connected(server: Server) -> EmailBackend:
    line = EmailBackend(
        host=server.host, port=server.port, username=server.user, password=server.password,
        use_tls=server.security == "smtp+starttls", use_ssl=server.security == "smtps", timeout=TIMEOUT_SECONDS,
    )  # fmt: skip
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as failure:
        raise MailRefused(
            Message(gettext_noop("The mail server {server} does not answer as it should: {problem}"),
                    {"server": str(server), "problem": str(failure)}),
            remedy=gettext_noop("Check QUARTERDECK_MAIL and the server. Nothing was sent; the next run sends it."),
        ) from failure  # fmt: skip
    return line


def _send_all(line: EmailBackend, at: datetime) -> Sent:
    done = Sent(0, [], 0)
    for one in digests.due_to(at):
        with translation.override(one.user.language):
            mail, receipts = _mail_for(one, at)
        if mail is None:
            done.nothing += 1
            continue
        try:
            digest = actions.begin_digest(user=one.user, receipts=receipts, by=SYSTEM, at=at)
        except IntegrityError:  # another run is sending it at this moment
            continue
        problem = _sent(line, mail)
        actions.end_digest(digest=digest, problem=problem, by=SYSTEM, at=at)
        if problem:
            logger.warning("The mail to %s failed: %s", one.user.username, problem)
            done.failed.append((one.user.username, problem))
        else:
            done.sent += 1
    return done


def _sent(line: EmailBackend, mail: EmailMultiAlternatives) -> str:
    """Hand a mail to the server; what went wrong, in its words. A line that broke is opened again once."""
    try:
        try:
            line.send_messages([mail])
        except smtplib.SMTPServerDisconnected:
            line.close()
            line.send_messages([mail])
    except (OSError, smtplib.SMTPException) as failure:
        return str(failure) or type(failure).__name__
    return ""


def _mail_for(one: digests.Addressee, at: datetime) -> tuple[EmailMultiAlternatives | None, Sequence[Any]]:
    """The mail to somebody in the language that is active, and the notices it holds; None where nothing is new."""
    today, lang = timezone.localdate(at), one.user.language
    receipts = list(digests.pending(one.user, at))
    overdue, soon = duties.pressing(duties.duties_of(one.user.pk, today, lang), today)
    if not receipts and (one.rhythm == AT_ONCE or not (overdue or soon)):
        return None, ()
    context = {
        "name": one.user.name, "address": (settings.ADDRESS or LOCAL).rstrip("/"), "groups": _grouped(receipts),
        "more": max(len(receipts) - digests.MOST_LISTED, 0), "overdue": overdue, "soon": soon, "today": today,
        "at_once": one.rhythm == AT_ONCE,
    }  # fmt: skip
    text, page = (render_to_string(f"notices/mail.{kind}", context) for kind in ("txt", "html"))
    headers = {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{context['address']}/notices/choices/>",
    }
    mail = EmailMultiAlternatives(
        _subject(len(receipts), len(overdue)), text, settings.MAIL_FROM, [one.user.email], headers=headers
    )
    mail.attach_alternative(page, "text/html")
    return mail, receipts


def _subject(new: int, overdue: int) -> str:
    told = [ngettext("{count} new notice", "{count} new notices", new).format(count=new)] if new else []
    late = [ngettext("{count} thing overdue", "{count} things overdue", overdue).format(count=overdue)]
    return f"Quarterdeck: {', '.join([*told, *(late if overdue else [])]) or _('due soon')}"


def _grouped(receipts: Sequence[Any]) -> list[dict[str, Any]]:
    """The notices by the part of the work they belong to, in the order of the work."""
    rows: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    posts = posts_as_kept({one.message.post for one in receipts[: digests.MOST_LISTED]})
    for receipt in receipts[: digests.MOST_LISTED]:
        message = receipt.message
        rows[KINDS[message.kind].group].append(
            {"message": message, "says": KINDS[message.kind].says, "title": localname(message, "title").rstrip("."),
             "note": localname(message, "note"), "post": receipt.post,
             "as_post": posts.get(message.post, message.post), "meets": KINDS[message.kind].meets}
        )  # fmt: skip
    return [{"label": GROUPS[group], "rows": some} for group, some in rows.items() if some]
