"""The handbook as a book: an edition as it was published, or what holds today as a working copy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import province
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document, Paragraph
from quarterdeck.documents.queries.citing import Cited
from quarterdeck.documents.queries.numbers import type_of
from quarterdeck.handbook.models import Edition, Wording
from quarterdeck.handbook.queries import editions
from quarterdeck.handbook.queries.pack import laws, layout, topic_name
from quarterdeck.handbook.rules import Changed, names_law
from quarterdeck.papers.book import Book, Changes, Part, Question, Words, to_pdf
from quarterdeck.papers.book_word import to_word
from quarterdeck.papers.content import Lang
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

FORMS: dict[str, tuple[str, Callable[[Book], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
}
OFFICIAL: Lang = "vi"  # in which grounds are kept as they were cited
WITH_ENGLISH = 4  # a ground that cites no document is kept in both languages: words, none, none, words in English
SHORT_NAME = 5  # words of the name of a law that stands beside its number
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def rendered(book: Book, form: str) -> tuple[bytes, str]:
    """The book as a file, with its media type; `NotFound` for a form that it is not made in."""
    if form not in FORMS:
        raise NotFound(gettext_noop("The handbook is made as .docx and .pdf only."))
    media_type, write = FORMS[form]
    return write(book), media_type


def of_edition(one: Edition, lang: Lang) -> Book:
    """An edition as it was published."""
    changed, before = editions.changed(one)
    with translation.override(lang):
        words = layout()["book"]
        foreword = getattr(one, f"foreword_{lang}") or one.foreword_vi
        named = words["edition"][lang].format(number=one.number)
        issued = one.document
        if issued:
            named += ", " + _("issued with {number}").format(number=issued.number)
        return _book(
            editions.contents(one), lang, (issued and issued.signed_on) or one.published_on,
            title=localname(one, "title"), edition=named,
            foreword=foreword.splitlines(), changed=changed, before=before, foot=named,
        )  # fmt: skip


def working_copy(day: date, lang: Lang) -> Book:
    """What holds on a day, with what changed since the last edition; it says of itself that it is not published."""
    plan = editions.planned(day)
    with translation.override(lang):
        words = layout()["book"]
        foot = f"{words['working'][lang]}, {day_text(day)}"
        return _book(
            plan.holds, lang, day, title=words["title"][lang], edition=words["working"][lang], foreword=(),
            changed=plan.changed, before=plan.before, foot=foot,
        )  # fmt: skip


def _book(
    some: Sequence[Wording], lang: Lang, day: date, *, title: str, edition: str, foreword: Iterable[str],
    changed: Changed, before: Edition | None, foot: str,
) -> Book:  # fmt: skip
    words, home = layout()["book"], province(day)
    name = localname(home) if home else ""
    return Book(
        lang=lang, issuer=tuple(words["issuer"][lang].format(province=name).split("\n")), title=title, subtitle="",
        edition=edition, date=_dated(day, name, lang),
        words=Words(
            contents=_("Contents"), foreword=_("Foreword"), question=_("Question"),
            changes=_("Changes since edition {number}").format(number=before.number) if before else _("Changes"),
            no_changes=_("This is the first edition.") if before is None else _("Nothing has changed."),
            answer=_("Answer"), entry=_("Handbook entry"),
        ),
        foreword=tuple(line for line in foreword if line.strip()),
        changes=_changes(changed, some, lang) if before else (), parts=tuple(_parts(some, lang)), foot=foot,
    )  # fmt: skip


def _dated(day: date, home: str, lang: Lang) -> str:
    """The place and the month of a book, as covers name them."""
    words = layout()["book"]
    place = next((home.replace(word, "").strip() for word in words["place_without"] if word in home), home)
    month = date_format(day, "F") if lang == "en" else str(day.month)
    return str(words["date"][lang].format(place=place, month=month, year=day.year))


def _numbers(some: Sequence[Wording]) -> dict[int, int]:
    """The number of each question in the book by that of its entry: they count through all parts."""
    ordered = [one for _topic, group in editions.by_topic(some) for one in group]
    return {one.entry.number: place for place, one in enumerate(ordered, 1)}


def _parts(some: Sequence[Wording], lang: Lang) -> list[Part]:
    numbers, cited = _numbers(some), _cited(some)
    return [
        Part(f"{roman(place)}. {topic_name(topic, lang)}",
             tuple(_question(one, numbers[one.entry.number], cited, lang) for one in group))
        for place, (topic, group) in enumerate(editions.by_topic(some), 1)
    ]  # fmt: skip


def _cited(some: Iterable[Wording]) -> Mapping[tuple[int, int | None], Cited]:
    """The documents and paragraphs on which the answers rest, by id and running number. Two queries."""
    wanted = {(ground[1], ground[2]) for one in some for ground in one.basis if ground[1]}
    documents = Document.objects.in_bulk({pk for pk, _number in wanted})
    parts = Paragraph.objects.filter(document__in=documents, number__in={number for _pk, number in wanted if number})
    named = {(one.document_id, one.number): one for one in parts}
    return {
        (pk, number): Cited(documents[pk], named.get((pk, number)))
        for pk, number in wanted if pk in documents
    }  # fmt: skip


def _question(one: Wording, number: int, cited: Mapping[tuple[int, int | None], Cited], lang: Lang) -> Question:
    details = []
    if one.basis:
        grounds = "; ".join(_ground(ground, cited, lang) for ground in one.basis)
        details.append((_("Legal basis"), grounds))
    if answered := localname(one, "answered"):
        details.append((_("Answered by"), answered))
    until = day_text(one.valid_until) if one.valid_until else _("until its legal basis is changed")
    details += [(_("Valid until"), until), (_("Handbook entry"), str(one.entry.number))]
    text = getattr(one, f"answer_{lang}") or one.answer_vi
    return Question(number, _asked(one, lang), tuple(filter(str.strip, text.splitlines())), tuple(details))


def _ground(ground: Sequence[Any], cited: Mapping[tuple[int, int | None], Cited], lang: Lang) -> str:
    """A ground as it was cited, with what the document is: its type, its day, who issued it.

    In a book of another language than the official one the part of a document is named in that language.
    """
    found, official = cited.get((ground[1], ground[2])), lang == OFFICIAL
    if found is None:
        return str(ground[0] if official or len(ground) < WITH_ENGLISH else ground[WITH_ENGLISH - 1])
    words, document = str(ground[0]) if official else found.label, found.document
    called = localname(document, "abstract")
    short = len(called.split()) <= SHORT_NAME and names_law(called, laws())  # "Luật Đất đai" says more than its type
    told = [called if short else type_of(document.type_code).name(lang)]
    if document.signed_on:
        told.append(day_text(document.signed_on))
    told.append(localname(document, "issuer"))
    return f"{words} ({', '.join(told)})"


def _asked(one: Wording, lang: Lang) -> str:
    return " ".join((getattr(one, f"question_{lang}") or one.question_vi).split())


def _changes(changed: Changed, some: Sequence[Wording], lang: Lang) -> tuple[Changes, ...]:
    known, place = {one.entry.number: one for one in some}, _numbers(some)
    gone = editions.questions(changed.gone)
    groups = (
        Changes(_("New questions"), tuple((place[one], _asked(known[one], lang)) for one in changed.added)),
        Changes(_("Answers worded anew"), tuple((place[one], _why(known[one], lang)) for one in changed.reworded)),
        Changes(_("No longer in the handbook"), tuple((number, _asked(gone[number], lang)) for number in changed.gone),
                held=False),
    )  # fmt: skip
    return tuple(group for group in groups if group.lines)


def _why(one: Wording, lang: Lang) -> str:
    """The question, with the reason for which its answer was worded anew."""
    return f"{_asked(one, lang)} ({one.reason})" if one.reason else _asked(one, lang)


def roman(number: int) -> str:
    """A number below 40 as parts of books are numbered.

    >>> roman(14)
    'XIV'
    """
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
