"""Who may do what: an actor acts as a post, for an organisation and for some areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quarterdeck.core.errors import Refused
from quarterdeck.core.messages import Message, gettext_noop

EVERY_AREA = frozenset({"*"})


class Right(StrEnum):
    """One kind of act that can be allowed or refused."""

    READ = "read"
    WRITE_FIGURES = "write_figures"
    PREPARE_REVIEW = "prepare_review"
    RECORD_CONCLUSION = "record_conclusion"
    CLOSE_REVIEW = "close_review"
    ISSUE_TASK = "issue_task"
    DO_TASK = "do_task"
    ACCEPT_TASK = "accept_task"
    RAISE_DIFFICULTY = "raise_difficulty"
    ANSWER_DIFFICULTY = "answer_difficulty"
    CURATE_HANDBOOK = "curate_handbook"
    REGISTER_DOCUMENT = "register_document"
    CHECK_DRAFT = "check_draft"
    CHANGE_AREAS = "change_areas"
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"


RIGHT_LABELS: Mapping[Right, str] = {
    Right.READ: gettext_noop("read the province's figures, reviews and tasks"),
    Right.WRITE_FIGURES: gettext_noop("report or correct figures"),
    Right.PREPARE_REVIEW: gettext_noop("prepare a review"),
    Right.RECORD_CONCLUSION: gettext_noop("record opinions and conclusions"),
    Right.CLOSE_REVIEW: gettext_noop("close a review"),
    Right.ISSUE_TASK: gettext_noop("issue a task"),
    Right.DO_TASK: gettext_noop("take on a task and prove its result"),
    Right.ACCEPT_TASK: gettext_noop("accept or return the result of a task"),
    Right.RAISE_DIFFICULTY: gettext_noop("raise a difficulty"),
    Right.ANSWER_DIFFICULTY: gettext_noop("answer a difficulty"),
    Right.CURATE_HANDBOOK: gettext_noop("publish answers and editions of the handbook"),
    Right.REGISTER_DOCUMENT: gettext_noop("register a document"),
    Right.CHECK_DRAFT: gettext_noop("check a draft text"),
    Right.CHANGE_AREAS: gettext_noop("prepare and activate changes of administrative units"),
    Right.READ_AUDIT: gettext_noop("read who did what and when"),
    Right.ADMINISTER: gettext_noop("administer accounts and settings"),
}


class Role(StrEnum):
    """The kind of a post, from which its rights follow."""

    SPECIALIST = "specialist"
    UNIT_SPECIALIST = "unit_specialist"
    VERIFIER = "verifier"
    LEADER = "leader"
    UNIT_LEADER = "unit_leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


_UNIT = frozenset(
    {Right.READ, Right.WRITE_FIGURES, Right.DO_TASK, Right.RAISE_DIFFICULTY, Right.ANSWER_DIFFICULTY, Right.CHECK_DRAFT}
)
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.SPECIALIST: _UNIT
    | {
        Right.PREPARE_REVIEW,
        Right.RECORD_CONCLUSION,
        Right.CLOSE_REVIEW,
        Right.ISSUE_TASK,
        Right.ACCEPT_TASK,
        Right.CURATE_HANDBOOK,
        Right.REGISTER_DOCUMENT,
        Right.CHANGE_AREAS,
    },
    Role.UNIT_SPECIALIST: _UNIT,
    Role.VERIFIER: frozenset({Right.READ, Right.WRITE_FIGURES, Right.ACCEPT_TASK, Right.CHECK_DRAFT}),
    Role.LEADER: frozenset(
        {
            Right.READ,
            Right.CLOSE_REVIEW,
            Right.ISSUE_TASK,
            Right.ACCEPT_TASK,
            Right.ANSWER_DIFFICULTY,
            Right.CHECK_DRAFT,
        }
    ),
    Role.UNIT_LEADER: _UNIT,
    Role.INSPECTOR: frozenset({Right.READ, Right.READ_AUDIT, Right.CHECK_DRAFT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as which post. `areas` holds the codes of the areas this post may write; "*" is every area.

    `organisation` and `post` are codes; `name` and `post_name` are what records keep, in the official language;
    `post_label` is the post in the reader's language, `role` a value of `Role`, "" where nobody acts as a post.
    """

    user_id: int | None
    name: str
    post: str
    post_name: str
    organisation: str
    rights: frozenset[Right]
    areas: frozenset[str]
    post_label: str = ""
    role: str = ""


NOBODY = Actor(None, "", "", "", "", frozenset(), frozenset())
SYSTEM = Actor(None, "Quarterdeck", "system", "Quarterdeck", "", frozenset(Right), EVERY_AREA)


def may(actor: Actor, right: Right, *, area: str | None = None, organisation: str | None = None) -> bool:
    """Whether `require` would let this pass."""
    try:
        require(actor, right, area=area, organisation=organisation)
    except Refused:
        return False
    return True


def require(actor: Actor, right: Right, *, area: str | None = None, organisation: str | None = None) -> None:
    """Let the act pass or raise `Refused` with the reason.

    `area`: the area written to must be one of the post's; `organisation`: the act belongs to that organisation
    alone (posts that write every area are not bound by it).
    """
    if right not in actor.rights:
        raise Refused(
            Message(gettext_noop("Your post may not {act}."), {"act": Message(RIGHT_LABELS[right])}),
            remedy=gettext_noop("Sign in with an account whose post may do this, or ask the administrator."),
        )
    everywhere = actor.areas == EVERY_AREA
    if area is not None and not everywhere and area not in actor.areas:
        raise Refused(
            Message(gettext_noop("Your post writes only its own area, not {area}."), {"area": area}),
            remedy=gettext_noop("Choose your own area, or ask that unit to report."),
        )
    if organisation is not None and not everywhere and organisation != actor.organisation:
        raise Refused(
            Message(
                gettext_noop("This belongs to {organisation}, not to your organisation."),
                {"organisation": organisation},
            ),
            remedy=gettext_noop("Ask that organisation to do it."),
        )
