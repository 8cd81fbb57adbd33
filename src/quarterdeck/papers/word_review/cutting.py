"""Cuts the runs of a part so that any stretch of its text is made of whole runs."""

from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from quarterdeck.core.anchors import Anchor
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.word_review.names import SPACE, R, T, W


class Stretches:
    """The text elements of a part, each known by its number and cut where it was asked."""

    def __init__(self, root: etree._Element, anchors: Iterable[Anchor]) -> None:
        """Cut `root` at both ends of every anchor. Raises `BadInput` where an anchor is not in it."""
        nodes = list(root.iter(T))
        cuts: dict[int, set[int]] = {}
        for one in anchors:
            if one.node >= len(nodes) or not 0 <= one.first < one.last <= len(nodes[one.node].text or ""):
                raise BadInput(
                    gettext_noop("The place of a remark is not in this file."),
                    remedy=gettext_noop("Give the very file that was checked."),
                    place=one.part,
                )
            cuts.setdefault(one.node, set()).update((one.first, one.last))
        self._pieces = {number: [(0, nodes[number])] for number in cuts}
        by_run: dict[etree._Element, dict[etree._Element, int]] = {}
        for number in cuts:
            by_run.setdefault(nodes[number].getparent(), {})[nodes[number]] = number
        for run, touched in by_run.items():
            self._cut(run, touched, cuts)

    def runs(self, anchor: Anchor) -> list[etree._Element]:
        """The runs that hold the words of `anchor`, and nothing else."""
        return [
            element.getparent() for start, element in self._pieces[anchor.node] if anchor.first <= start < anchor.last
        ]

    def _cut(self, run: etree._Element, touched: dict[etree._Element, int], cuts: dict[int, set[int]]) -> None:
        """Replace a run by several: one for each stretch of the touched text elements, one for what is between."""
        made: list[etree._Element] = []
        loose: etree._Element | None = None
        for child in [one for one in run if one.tag != f"{W}rPr"]:
            number = touched.get(child)
            if number is None:
                loose = _like(run) if loose is None else loose
                loose.append(child)
                if loose not in made:
                    made.append(loose)
                continue
            loose = None
            self._pieces[number] = _pieces(child, sorted(cuts[number]))
            for _, element in self._pieces[number]:
                holder = _like(run)
                holder.append(element)
                made.append(holder)
        for one in made:
            run.addprevious(one)
        made[-1].tail = run.tail
        run.getparent().remove(run)


def _pieces(element: etree._Element, cuts: list[int]) -> list[tuple[int, etree._Element]]:
    """A text element cut at these places: each part with the place where it began."""
    text = element.text or ""
    edges = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    made = []
    for first, last in pairwise(edges):
        part = deepcopy(element)
        part.text = text[first:last]
        part.tail = None
        if part.text != part.text.strip():
            part.set(SPACE, "preserve")
        made.append((first, part))
    return made


def _like(run: etree._Element) -> etree._Element:
    """An empty run set as `run` is."""
    made = run.makeelement(R, dict(run.attrib))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made
