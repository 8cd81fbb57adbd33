"""Keep offices' own Word templates."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.people.models import Organisation
from quarterdeck.prose.sources import open_source
from quarterdeck.reports.models import OfficeTemplate
from quarterdeck.reports.queries.live.filling import problems
from quarterdeck.reports.queries.live.kept import knowledge_to_check
from quarterdeck.reports.rules import CONTENT_TYPES

LONGEST_NAME = 200


@transaction.atomic
def keep_template(*, name: str, file_name: str, content: bytes, by: Actor, at: datetime) -> OfficeTemplate:
    """Keep a template of the actor's office; an older one of the same name is no longer offered.

    Raises `BadInput` naming the first place that cannot be filled.
    """
    require(by, Right.CHECK_DRAFT)
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise BadInput(
            Message(gettext_noop("A template needs a name of at most {limit} letters."), {"limit": LONGEST_NAME}),
            place="name", remedy=gettext_noop("Give it a name by which the office finds it."),
        )  # fmt: skip
    wrong = problems(content, knowledge_to_check(at), "vi")
    if wrong:
        raise wrong[0].error()
    text = open_source(content, file_name).text
    refuse_secret([called, text], file_name=file_name, content=content, place="file")
    office = Organisation.objects.filter(code=by.organisation).first()
    older = OfficeTemplate.objects.select_for_update().filter(office=office, name=called, retired_at=None)
    older.update(retired_at=at, retired_by=by.post_name or by.name)
    kept = keep_file(name=file_name, media_type=CONTENT_TYPES["docx"], content=content, by=by, at=at)
    made = OfficeTemplate.objects.create(
        office=office, name=called, file=kept, kept_at=at, kept_by=by.post_name or by.name
    )
    record(act="template.kept", about_kind="template", about=made.pk, by=by, at=at, detail={"name": called})
    return made


@transaction.atomic
def retire_template(*, number: int, by: Actor, at: datetime) -> OfficeTemplate:
    """Offer a template no longer; it stays with the reports that were made from it."""
    require(by, Right.CHECK_DRAFT)
    found = OfficeTemplate.objects.select_for_update().filter(pk=number, retired_at=None).first()
    if found is None:
        raise Conflict(gettext_noop("This template is no longer offered."),
                       remedy=gettext_noop("Go back to the list of templates."))  # fmt: skip
    if found.office_id is not None:
        require(by, Right.CHECK_DRAFT, organisation=found.office.code if found.office else None)
    found.retired_at, found.retired_by = at, by.post_name or by.name
    found.save(update_fields=["retired_at", "retired_by"])
    record(act="template.retired", about_kind="template", about=found.pk, by=by, at=at, detail={"name": found.name})
    return found
