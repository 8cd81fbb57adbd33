"""Which papers there are, and how they are named."""

from collections.abc import Iterable, Mapping
from typing import Literal

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop

Kind = Literal["briefing", "report", "notice", "minutes"]
Lang = Literal["vi", "en"]
Format = Literal["html", "docx", "pdf"]
Line = Literal["party", "state"]

KINDS: Mapping[Kind, tuple[str, str]] = {
    "briefing": (gettext_noop("Briefing book"), gettext_noop("What the conference must look at, with its evidence")),
    "report": (gettext_noop("Quarterly report"), gettext_noop("Results, shortcomings, answers and tasks ahead")),
    "notice": (gettext_noop("Conclusion notice"), gettext_noop("What was concluded, word for word, and who does what")),
    "minutes": (gettext_noop("Minutes"), gettext_noop("Who came, what was said on each item, assessed and concluded")),
}
LANGUAGES: Mapping[Lang, str] = {"vi": gettext_noop("Vietnamese"), "en": gettext_noop("English")}
CONTENT_TYPES: Mapping[Format, str] = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def kind_of(text: str) -> Kind:
    """The kind of paper of this name; `NotFound` names the kinds there are."""
    for kind in KINDS:
        if kind == text:
            return kind
    raise NotFound(
        Message(gettext_noop('There is no paper called "{kind}".'), {"kind": text}),
        remedy=Message(gettext_noop("Use one of: {kinds}."), {"kinds": ", ".join(KINDS)}),
    )


def format_of(text: str) -> Format:
    """The file format of this name; `NotFound` names the formats there are."""
    for one in CONTENT_TYPES:
        if one == text:
            return one
    raise NotFound(
        Message(gettext_noop('Papers are not made as "{format}".'), {"format": text}),
        remedy=Message(gettext_noop("Use one of: {formats}."), {"formats": ", ".join(CONTENT_TYPES)}),
    )


def language_of(text: str) -> Lang:
    """The language of this code; `BadInput` names the languages there are."""
    for one in LANGUAGES:
        if one == text:
            return one
    raise BadInput(
        Message(gettext_noop('Papers are not written in "{lang}".'), {"lang": text}),
        remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(LANGUAGES)}),
    )


def chaired_by(lines: Iterable[str]) -> Line:
    """Whose paper the notice is: the Party's where any body of the Party chairs, else that of the State.

    >>> chaired_by(["party", "state"]), chaired_by([])
    ('party', 'state')
    """
    return "party" if "party" in set(lines) else "state"


def place_of(name: str, kind_words: Iterable[str]) -> str:
    """A unit's name without its kind, as it stands before the day: "Bắc Giang", "Bac Giang".

    >>> place_of("Tỉnh Bắc Giang", ["Tỉnh"]), place_of("Bac Giang Province", ["Province"])
    ('Bắc Giang', 'Bac Giang')
    """
    for word in kind_words:
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
        if name.endswith(f" {word}"):
            return name.removesuffix(f" {word}")
    return name


def file_name(review: str, kind: Kind, lang: Lang, form: Format, body: str = "") -> str:
    """The name under which a paper is saved; a notice bears the code of the body that signs it.

    >>> file_name("2024-Q1", "briefing", "vi", "pdf")
    '2024-Q1-briefing-vi.pdf'
    """
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in review)
    signed = f"-{body}" if body else ""
    return f"{safe}-{kind}{signed}-{lang}.{form}"
