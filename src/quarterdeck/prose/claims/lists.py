"""Lists whose names stand first and whose numbers follow in the same order: "lần lượt", "respectively"."""

from collections.abc import Mapping, Sequence

from quarterdeck.prose.binding import Bound
from quarterdeck.prose.lines import Line
from quarterdeck.prose.names import Mention
from quarterdeck.prose.quantities import Quantity


def paired(line: Line) -> Mapping[int, Bound]:
    """For each number of such a list its indicator, by the place of the number; empty where the counts differ."""
    if not line.has("respectively") or len(line.quantities) < 2:
        return {}
    groups = _groups(line)
    pairs: dict[int, Bound] = {}
    for group in groups:
        names = _names_before(line, group[0].start)
        if len(names) >= len(group) >= 2 and len(names) % len(group) == 0:
            for one, mention in zip(group, names[-len(group) :], strict=True):
                pairs[one.number_start] = Bound(mention.codes, "strong", mention, "respectively")
    return pairs


def _groups(line: Line) -> list[list[Quantity]]:
    """Runs of quantities with nothing but commas and conjunctions between them."""
    runs: list[list[Quantity]] = []
    for one in line.quantities:
        if runs and _adjoin(line, runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run for run in runs if len(run) > 1]


def _adjoin(line: Line, left: Quantity, right: Quantity) -> bool:
    between = line.tokens[line.index(left.end) : line.index(right.start)]
    return len(between) <= 2 and all(
        one.text in (",", ";") or one.text in line.words.small["listing"] for one in between
    )


def _names_before(line: Line, place: int) -> Sequence[Mention]:
    """The names before `place`, without those that lie within another."""
    before = [one for one in line.indicators if one.end <= place]
    return [
        one for one in before if not any(k is not one and k.first <= one.first and one.last <= k.last for k in before)
    ]
