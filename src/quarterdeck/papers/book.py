"""A book of questions and answers: cover, foreword, table of contents, parts, list of changes. For PDF and HTML."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from quarterdeck.papers.content import Lang
from quarterdeck.papers.pdf import set_pages

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, a text for each paragraph; `details` are its ground, its last day, who answered,
    each with what it is called. `number` counts through the book."""

    number: int
    question: str
    answer: tuple[str, ...]
    details: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        """Its name within the file."""
        return f"q{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book under one title: "I. Đất đai"."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What one list of changes tells: its title ("Câu mới") and a line for each entry; `held` are in this book, under
    their numbers in it; others are named by the numbers that they had as entries."""

    title: str
    lines: tuple[tuple[int, str], ...]
    held: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What the book itself says, in its language."""

    contents: str
    foreword: str
    changes: str
    question: str
    no_changes: str
    answer: str
    entry: str


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book. `edition` is the line under the title, `foot` stands at the foot of every page."""

    lang: Lang
    issuer: tuple[str, ...]
    title: str
    subtitle: str
    edition: str
    date: str
    words: Words
    foreword: tuple[str, ...]
    changes: tuple[Changes, ...]
    parts: tuple[Part, ...]
    foot: str


def to_html(book: Book) -> str:
    """The complete HTML that is set as PDF, without style sheets."""
    return _template().render(book=book)


def to_pdf(book: Book) -> bytes:
    """The book as a tagged A4 PDF whose table of contents has page numbers and leads to each question."""
    return set_pages(to_html(book))


@lru_cache(maxsize=1)
def _template() -> Template:
    folder = FileSystemLoader(HERE / "templates")
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "book.html"
    )


def headings(book: Book) -> list[str]:
    """Every part and question in the order of the book, as its headings say them."""
    return [
        heading
        for part in book.parts
        for heading in (part.title, *(f"{book.words.question} {one.number}. {one.question}" for one in part.questions))
    ]


def pages(book: Book) -> list[int]:
    """On which page each of the headings stands in the PDF."""
    outline = list(pypdfium2.PdfDocument(to_pdf(book)).get_toc())
    last = outline[len(outline) - len(headings(book)) :]  # before them stands the title
    found = [one.get_dest() for one in last]
    return [(one.get_index() or 0) + 1 if one else 1 for one in found]
