"""Lists whose names stand first and whose numbers follow in the same order: "lần lượt", "respectively"."""

from collections.abc import Mapping, Sequence

from quarterdeck.prose.binding import Bound
from quarterdeck.prose.lines import Line
from quarterdeck.prose.names import Mention
from quarterdeck.prose.quantities import Quantity


def paired(line: Line) -> Mapping[int, Bound]:
    """For each number of such a list its indicator, by the place of the number; empty where the counts differ."""
    if len(line.quantities) < 2 or len(line.indicators) < 2:
        return {}
    said = line.has("respectively")
    pairs: dict[int, Bound] = {}
    for group in runs(line):
        names = _names_before(line, group[0].start) if said else _chain(line, group[0].start)
        if not said and len(names) != len(group):
            continue
        if len(names) >= len(group) >= 2 and len(names) % len(group) == 0:
            for one, mention in zip(group, names[-len(group) :], strict=True):
                pairs[one.number_start] = Bound(mention.codes, "strong", mention, "respectively")
    return pairs


def runs(line: Line) -> list[list[Quantity]]:
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


def _chain(line: Line, place: int) -> Sequence[Mention]:
    """The names joined by commas and conjunctions that one verb before `place` speaks of: "A, B and C grew by"."""
    at = line.index(place)
    verbs = (mark for mark in line.marks if 0 <= at - mark.last <= 1 and mark.kinds & {"up", "down"})
    verb = next((mark for mark in verbs if all(one.text.isalpha() for one in line.tokens[mark.last : at])), None)
    first = verb.first if verb is not None else at
    chain: list[Mention] = []
    for one in reversed(_names_before(line, place)):
        between = line.tokens[one.last : chain[-1].first if chain else first]
        if not chain and one.last != first:
            break
        if chain and not (between and all(t.text in ",;" or t.text in line.words.small["listing"] for t in between)):
            break
        chain.append(one)
    return chain[::-1] if verb is not None else []
