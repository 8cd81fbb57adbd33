"""Remarks as comments: what they say in the comments part, where they stand in the text."""

from collections.abc import Mapping

from lxml import etree

from quarterdeck.papers.word_review.names import (
    COMMENTS_TYPE,
    ID,
    SPACE,
    TEXT_BOX,
    P,
    R,
    T,
    W,
)
from quarterdeck.papers.word_review.package import Package


class Comments:
    """The comments of a file; the part is made where the file has none."""

    def __init__(self, package: Package) -> None:
        name = package.related("comments")
        if name is None:
            name = package.add("comments", COMMENTS_TYPE, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}))
        self._root = package.tree(name)
        used = (one.get(ID, "") for one in self._root)
        self._last = max((int(one) for one in used if one.isdigit()), default=-1)

    def add(self, text: str, mark: Mapping[str, str], initials: str) -> str:
        """Write a comment, one paragraph for each line of `text`; returns its number."""
        self._last += 1
        comment = etree.SubElement(self._root, f"{W}comment", {ID: str(self._last), **mark, f"{W}initials": initials})
        for i, line in enumerate(text.split("\n")):
            paragraph = etree.SubElement(comment, P)
            if not i:
                etree.SubElement(etree.SubElement(paragraph, R), f"{W}annotationRef")
            said = etree.SubElement(etree.SubElement(paragraph, R), T)
            said.text = line
            said.set(SPACE, "preserve")
        return str(self._last)


def around(first: etree._Element, last: etree._Element, number: str) -> None:
    """Set the comment `number` around what goes from `first` to `last`: runs or changes."""
    first.addprevious(first.makeelement(f"{W}commentRangeStart", {ID: number}))
    closing = last.makeelement(f"{W}commentRangeEnd", {ID: number})
    last.addnext(closing)
    closing.tail, last.tail = last.tail, None
    call = last.makeelement(R)
    etree.SubElement(call, f"{W}commentReference", {ID: number})
    closing.addnext(call)


def carrier(run: etree._Element) -> etree._Element:
    """The run to comment on for words in `run`: itself, or the run that holds the text box it is in.

    Word takes no comments within text boxes.
    """
    boxes = list(run.iterancestors(TEXT_BOX))
    return next(boxes[-1].iterancestors(R), run) if boxes else run


def note_mark(body: etree._Element, run: etree._Element) -> etree._Element | None:
    """The run of `body` that calls the footnote or endnote that `run` stands in; None where it stands in none."""
    for note in run.iterancestors(f"{W}footnote", f"{W}endnote"):
        for mark in body.iter(f"{note.tag}Reference"):
            if mark.get(ID) == note.get(ID):
                return carrier(mark.getparent())
    return None
