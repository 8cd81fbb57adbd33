"""Where mail reaches a person, and in which language."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import User


@transaction.atomic
def keep_contact(*, user: User, email: str, language: str, by: Actor, at: datetime) -> User:
    """The mail address of an account ("" for none) and the language of what is written to it.

    People do it for themselves, an administrator for everybody. The record says that it was changed, not to what.
    """
    if by.user_id != user.pk:
        require(by, Right.ADMINISTER)
    email = email.strip()
    if email:
        _require_address(email)
    if language not in dict(settings.LANGUAGES):
        raise BadInput(gettext_noop("Nothing is written in this language here."), place="language",
                       remedy=gettext_noop("Choose one of those offered."))  # fmt: skip
    now = User.objects.select_for_update().get(pk=user.pk)
    if (now.email, now.language) == (email, language):
        return now
    now.email, now.language = email, language
    now.save(update_fields=["email", "language"])
    record(act="account.contact", about_kind="account", about=now.username, by=by, at=at)
    return now


def _require_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        remedy = gettext_noop("Write it as name@office.example, or leave it empty.")
        raise BadInput(gettext_noop("This is no mail address."), place="email", remedy=remedy) from None
