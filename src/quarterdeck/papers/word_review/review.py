"""Sets remarks and corrections into a Word file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from quarterdeck.core.anchors import Anchor
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.word_review.changes import Ids, change, narrowed, within
from quarterdeck.papers.word_review.comments import Comments, around, carrier, note_mark
from quarterdeck.papers.word_review.cutting import Stretches
from quarterdeck.papers.word_review.names import DEL, MC, P, R, T, W
from quarterdeck.papers.word_review.package import Package


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about the words at `anchors`, a paragraph a line; without anchors, about the whole file."""

    anchors: tuple[Anchor, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The words that take the place of those at `anchors`; "" takes them out."""

    anchors: tuple[Anchor, ...]
    new: str


def reviewed(
    docx: bytes, remarks: Sequence[Remark], corrections: Sequence[Correction], *, author: str, at: datetime
) -> bytes:
    """The Word file `docx` with comments at the remarks and tracked changes at the corrections, by `author`.

    `at` is shown as its own clock tells it. Where a correction and a remark are at the same words, the comment is
    around the change. Not every program takes comments in footnotes, text boxes, page headers and page footers: those
    remarks stand at the mark of the note, at the box, or at the beginning of the text, and quote what they are about.
    Raises `BadInput` where the file cannot be read, where an anchor is not in it, or where corrections overlap.
    """
    package = Package(docx)
    stamp = {f"{W}author": author, f"{W}date": f"{at:%Y-%m-%dT%H:%M:%S}Z"}
    initials = "".join(word[0] for word in author.split())[:4]
    desk = _Desk(package, stamp, initials)
    both: list[Remark | Correction] = [*remarks, *corrections]
    parts = sorted({one.part for each in both for one in each.anchors})
    for part in parts:
        desk.part(part, [one for one in remarks if _in(one, part)], [one for one in corrections if _in(one, part)])
    for remark in remarks:
        if not remark.anchors:
            desk.at_start(remark.text)
    return package.packed()


def _in(one: Remark | Correction, part: str) -> bool:
    return bool(one.anchors) and one.anchors[0].part == part


@dataclass(slots=True)
class _Desk:
    package: Package
    stamp: dict[str, str]
    initials: str
    comments: Comments | None = None

    def part(self, name: str, remarks: Sequence[Remark], corrections: Sequence[Correction]) -> None:
        """Set what stands in one part: corrections first, since a comment goes around the change."""
        root = self.package.tree(name)
        texts = [one.text or "" for one in root.iter(T)]
        narrow = [_narrow(one, texts) for one in corrections]
        narrow += _again(narrow, _twins(root))
        both: list[Remark | Correction] = [*remarks, *narrow]
        anchors = [anchor for one in both for anchor in one.anchors]
        stretches = Stretches(root, anchors)
        ids = Ids(root)
        ends: dict[etree._Element, etree._Element] = {}
        for correction in narrow:
            runs = _runs(stretches, correction.anchors)
            if any(one.getparent().tag == DEL for one in runs):
                raise BadInput(
                    gettext_noop("Two corrections change the same words."),
                    remedy=gettext_noop("Withdraw one of them."),
                    place=name,
                )
            if runs:
                ends[runs[-1]] = change(runs, correction.new, self.stamp, ids)
        for remark in remarks:
            runs = _runs(stretches, remark.anchors)
            quote = "".join(texts[one.node][one.first : one.last] for one in remark.anchors)
            self._remark(name, runs, ends, (remark.text, f"“{quote}”\n{remark.text}"))

    def _remark(
        self,
        name: str,
        runs: Sequence[etree._Element],
        ends: Mapping[etree._Element, etree._Element],
        texts: tuple[str, str],
    ) -> None:
        """Set a remark on `runs`, with the second of `texts`, which quotes them, where it must stand elsewhere."""
        text, quoted = texts
        if name != self.package.main:
            mark = note_mark(self.package.tree(self.package.main), runs[0])
            if mark is None:
                self.at_start(quoted)
            else:
                self._set(mark, mark, quoted)
            return
        first, last = carrier(runs[0]), carrier(runs[-1])
        self._set(_change_of(first), ends.get(last, _change_of(last)), text if first is runs[0] else quoted)

    def at_start(self, text: str) -> None:
        """Comment on the first words of the file."""
        body = self.package.tree(self.package.main)
        run = next((one for one in body.iter(R) if one.find(T) is not None and carrier(one) is one), None)
        if run is None:
            run = etree.SubElement(next(body.iter(P)), R)
        self._set(run, run, text)

    def _set(self, first: etree._Element, last: etree._Element, text: str) -> None:
        if self.comments is None:
            self.comments = Comments(self.package)
        around(first, last, self.comments.add(text, self.stamp, self.initials))


def _change_of(run: etree._Element) -> etree._Element:
    """The deletion that a run is part of, or the run itself."""
    parent = run.getparent()
    return parent if parent.tag == DEL else run


def _runs(stretches: Stretches, anchors: Sequence[Anchor]) -> list[etree._Element]:
    return [run for one in anchors for run in stretches.runs(one)]


def _narrow(one: Correction, texts: Sequence[str]) -> Correction:
    old = "".join(texts[a.node][a.first : a.last] for a in one.anchors if a.node < len(texts))
    first, last, new = narrowed(old, one.new)
    if first == last:
        # Words are only added, so that the whole is said anew; or nothing changes.
        return one if new else Correction((), "")
    return Correction(within(one.anchors, first, last), new)


def _twins(root: etree._Element) -> dict[int, int]:
    """For text that a part holds twice, for newer and older programs, the second's number by the first's."""
    numbers = {one: i for i, one in enumerate(root.iter(T))}
    twins: dict[int, int] = {}
    for both in root.iter(f"{MC}AlternateContent"):
        sides = [list(side.iter(T)) for side in both]
        if len(sides) == 2 and [one.text for one in sides[0]] == [one.text for one in sides[1]]:
            twins.update({numbers[a]: numbers[b] for a, b in zip(*sides, strict=True)})
    return twins


def _again(corrections: Sequence[Correction], twins: Mapping[int, int]) -> list[Correction]:
    return [
        Correction(tuple(Anchor(a.part, twins[a.node], a.first, a.last) for a in one.anchors), one.new)
        for one in corrections
        if one.anchors and all(a.node in twins for a in one.anchors)
    ]
