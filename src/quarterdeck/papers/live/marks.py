"""Figures marked within the text of a template, until each gets a run of its own with bookmark, link and badge."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from quarterdeck.papers.content import Badge
from quarterdeck.papers.html import absolute

# Private characters that no keyboard types: where a mark begins, where its number ends, where the figure ends.
_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([0-9]{{1,6}}){_MID}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_STRAY = re.compile(f"{_OPEN}[0-9]{{0,6}}{_MID}?|[{_MID}{_CLOSE}]")
_NAME = re.compile(r"[^A-Za-z0-9_]")
# Word takes names of at most forty characters.
_LONGEST_NAME = 40
_FIRST_BOOKMARK = 900_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One figure that was put into a template: which, for where and when, as written, and where it is explained."""

    number: int
    code: str
    of: str
    area: str
    period: str
    text: str
    badge: Badge = ""
    origin: str = ""

    @property
    def bookmark(self) -> str:
        """The name of its bookmark in Word."""
        return _NAME.sub("_", f"qd_{self.number}_{self.code}_{self.of}_{self.period}")[:_LONGEST_NAME]


@dataclass(slots=True)
class Marks:
    """The figures of one document, in the order in which they were asked for."""

    references: list[Reference] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)

    @property
    def used(self) -> tuple[Reference, ...]:
        """The figures that stand in the document."""
        return tuple(one for one in self.references if one.number in self.settled)

    def mark(
        self, text: str, *, code: str, of: str, area: str, period: str, badge: Badge = "", origin: str = ""
    ) -> str:
        """The text of a figure with its mark; empty text is not marked."""
        if not text:
            return ""
        number = len(self.references) + 1
        self.references.append(Reference(number, code, of, area, period, text, badge, origin))
        return f"{_OPEN}{number}{_MID}{text}{_CLOSE}"

    def settle(self, xml: str, part: Any, site: str) -> str:
        """The markup with each marked figure as a run of its own; `part` keeps the addresses of its links."""
        if _OPEN not in xml:
            return xml
        tree = etree.fromstring(xml.encode(), etree.XMLParser(recover=True, resolve_entities=False, huge_tree=False))
        for run in [one for one in tree.iter(qn("w:r")) if any(_OPEN in (t.text or "") for t in one.iter(qn("w:t")))]:
            self._split(run, part, site)
        return _STRAY.sub("", etree.tostring(tree, encoding="unicode"))

    def _split(self, run: Any, part: Any, site: str) -> None:
        """Put runs of the same format in place of a run with marks."""
        properties, made = run.find(qn("w:rPr")), []
        for child in run:
            if child.tag == qn("w:t") and _OPEN in (child.text or ""):
                made += self._pieces(
                    child.text, properties, part, site, linked=run.getparent().tag != qn("w:hyperlink")
                )
            elif child is not properties:
                made.append(_run(properties, deepcopy(child)))
        for one in made:
            run.addprevious(one)
        run.getparent().remove(run)

    def _pieces(self, text: str, properties: Any, part: Any, site: str, *, linked: bool) -> list[Any]:
        made: list[Any] = []
        at = 0
        for found in _MARK.finditer(text):
            if text[at : found.start()]:
                made.append(_run(properties, _text(text[at : found.start()])))
            number = int(found[1])
            if 0 < number <= len(self.references):
                self.settled.add(number)
                made += _figure(self.references[number - 1], found[2], properties, part, site if linked else None)
            at = found.end()
        if text[at:]:
            made.append(_run(properties, _text(text[at:])))
        return made


def unmarked(text: str) -> str:
    """The text without marks."""
    return _STRAY.sub("", _MARK.sub(r"\2", text))


def _figure(reference: Reference, text: str, properties: Any, part: Any, site: str | None) -> list[Any]:
    """The bookmarked figure, a link where the site has an address, and its raised badge."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(_FIRST_BOOKMARK + reference.number))
    start.set(qn("w:name"), reference.bookmark)
    shown = _run(properties, _text(text))
    address = absolute(reference.origin, site=site, linked=bool(site)) if site else ""
    if address:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(shown)
        shown = link
    badge = [_raised(reference.badge, properties)] if reference.badge else []
    return [start, shown, end, *badge]


def _run(properties: Any, content: Any) -> Any:
    run = OxmlElement("w:r")
    if properties is not None:
        run.append(deepcopy(properties))
    run.append(content)
    return run


def _text(text: str) -> Any:
    made = OxmlElement("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def _raised(badge: str, properties: Any) -> Any:
    run = _run(properties, _text(badge))
    own = run.find(qn("w:rPr"))
    if own is None:
        own = OxmlElement("w:rPr")
        run.insert(0, own)
    for old in own.findall(qn("w:vertAlign")):
        own.remove(old)
    raised = OxmlElement("w:vertAlign")
    raised.set(qn("w:val"), "superscript")
    # Word minds the order: what may stand behind it comes after.
    later = {qn(f"w:{name}") for name in ("rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")}
    place = next((one for one in own if one.tag in later), None)
    if place is None:
        own.append(raised)
    else:
        place.addprevious(raised)
    return run
