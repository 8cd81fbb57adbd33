"""Notices of the cast: what the Department of Finance is told."""

from datetime import date, datetime

from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.models import Message
from quarterdeck.notices.rules import Subject
from tests.world import NOW, World

MATTER = "Trình phương án xử lý sạt lở"


def noticed(
    world: World, kind: str = "task.issued", ref: str = "NV-2024-001", *, post: str = "finance", title: str = MATTER,
    due: date | None = None, at: datetime = NOW, who: str = "specialist", note: str = "",
) -> Message:  # fmt: skip
    """A notice to one post, the Director of Finance unless said otherwise."""
    subject = Subject("task", ref, f"/tasks/{ref}/", title, "Submit the landslide plan", note)
    [made] = tell(tellings=[Telling(kind, subject, [post], due=due)], by=world.actor(who), at=at)
    return made
