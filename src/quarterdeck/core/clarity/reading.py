"""A task's text read once: its labelled parts, deadlines, main sentence, quantities and vague words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quarterdeck.core.clarity.clause import Clause, read_clause
from quarterdeck.core.clarity.dues import Chosen, Deadline, choose, find_deadlines, read_due
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.moments import Anchor
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.quantities import Quantity, quantities
from quarterdeck.core.clarity.script import Script, sentence_ends

_BRACKETS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled part such as "Sản phẩm: Quyết định": places of the whole and of the value, and the value."""

    start: int
    end: int
    value_start: int
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. Places are in the composed text; `clause` is the sentence that orders something.

    `body` are the words outside labels and deadlines, remarks in brackets included; `free` leaves out quoted
    titles too.
    """

    script: Script
    labels: Mapping[str, Label]
    deadlines: tuple[Deadline, ...]
    due: Chosen
    clause: Clause
    later: tuple[Clause, ...]
    body: Tokens
    free: Tokens
    amounts: tuple[Quantity, ...]


def read(text: str, lexicon: Lexicon, anchor: Anchor) -> Reading:
    """Read the text of a task."""
    script = Script.of(text)
    labels = dict(_labels(script, lexicon))
    spans = [(label.start, label.end) for role, label in labels.items() if role != "work"]
    spans += [(label.start, label.value_start) for role, label in labels.items() if role == "work"]
    deadlines = tuple(one for one in find_deadlines(script.key, lexicon.time, anchor) if not _inside(one.start, spans))
    body = tuple(token for token in script.tokens if not _inside(token.start, spans))
    body = _without(body, [(one.start, one.end) for one in deadlines])
    clauses = _clauses(_sentences(body, script), script, lexicon)
    main = next((at for at, one in enumerate(clauses) if one.act), 0)
    empty = Clause((), (), (), None, (), ())
    return Reading(
        script=script,
        labels=labels,
        deadlines=deadlines,
        due=_due(labels, deadlines, lexicon, anchor),
        clause=clauses[main] if clauses else empty,
        later=tuple(clauses[main + 1 :]),
        body=body,
        free=_outside_brackets(body, '"“«'),
        amounts=quantities(body, lexicon),
    )


def _clauses(sentences: list[Tokens], script: Script, lexicon: Lexicon) -> list[Clause]:
    """Each sentence read; a list of bodies cut off by a semicolon goes with the sentence after it."""
    found: list[Clause] = []
    pending: Tokens = ()
    for sentence in sentences:
        clause = read_clause((*pending, *sentence), script, lexicon)
        pending = clause.tokens if clause.act is None and clause.leads and clause.tokens[-1].key == ";" else ()
        if not pending:
            found.append(clause)
    return [*found, *([read_clause(pending, script, lexicon)] if pending else [])]


def _due(labels: Mapping[str, Label], deadlines: tuple[Deadline, ...], lexicon: Lexicon, anchor: Anchor) -> Chosen:
    label = labels.get("due")
    if label is None:
        return choose(deadlines, anchor.issued_on)
    chosen = read_due(Script.of(label.value).key, lexicon.time, anchor)
    return chosen if chosen.deadline or chosen.rivals else choose(deadlines, anchor.issued_on)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _without(tokens: Tokens, spans: list[tuple[int, int]]) -> Tokens:
    return tuple(token for token in tokens if not _inside(token.start, spans))


def _labels(script: Script, lexicon: Lexicon) -> Iterator[tuple[str, Label]]:
    """The labelled parts; a value ends with its sentence or at the next label."""
    tokens = script.tokens
    heads = [
        (start, end, role)
        for start, end, role in lexicon.labels.find(tokens)
        if end < len(tokens) and tokens[end].key == ":" and _may_begin(script, tokens, start)
    ]
    ends = sentence_ends(script.text)
    for place, (start, colon, role) in enumerate(heads):
        begin = tokens[colon].end
        stop = next(end for end in ends if end > tokens[colon].start)
        if place + 1 < len(heads):
            stop = min(stop, tokens[heads[place + 1][0]].start)
        yield role, Label(tokens[start].start, stop, begin, script.text[begin:stop].strip(" \t.;,\n"))


def _may_begin(script: Script, tokens: Tokens, index: int) -> bool:
    if index == 0 or not (tokens[index - 1].is_word or tokens[index - 1].is_number):
        return True
    return "\n" in script.text[tokens[index - 1].end : tokens[index].start]


def _sentences(body: Tokens, script: Script) -> list[Tokens]:
    """The sentences with any words, without remarks in brackets."""
    plain = _outside_brackets(body, "([")
    found = []
    start = 0
    for end in sentence_ends(script.text):
        sentence = tuple(token for token in plain if start <= token.start < end)
        if any(token.is_word for token in sentence):
            found.append(sentence)
        start = end
    return found


def _outside_brackets(tokens: Tokens, openers: str) -> Tokens:
    """`tokens` without what stands between an opener and its closing sign; an unclosed one opens nothing."""
    kept = []
    index = 0
    while index < len(tokens):
        closing = _BRACKETS[tokens[index].key] if tokens[index].key in openers else ""
        close = (
            next((at for at in range(index + 1, len(tokens)) if tokens[at].key == closing), None) if closing else None
        )
        if close is None:
            kept.append(tokens[index])
            index += 1
        else:
            index = close + 1
    return tuple(kept)
