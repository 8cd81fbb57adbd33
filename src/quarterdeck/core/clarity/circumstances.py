"""What the text cannot tell: vacant posts, bodies that end, authority, duplicates, reviews, statutes, causes.

These tests look at what a store knows (`Known`). Without a store only what the text itself says is asked.
"""

from collections.abc import Iterator

from quarterdeck.core.clarity.asked import Asked, Raised
from quarterdeck.core.clarity.clause import INTENT
from quarterdeck.core.clarity.kinds import content
from quarterdeck.core.clarity.known import Known
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.script import Script, fold, words

_ALIKE = 0.7  # the share of common words from which two tasks of a lead are taken for the same


def circumstances(asked: Asked) -> Iterator[Raised]:
    """P1 vacant, P2, P3, W5, T1 of a part, T5, T6, R2 parts, R4, R5, K3 baseline, K5."""
    yield from _statutes(asked)
    yield from _recipient(asked)
    known = asked.known
    if known is None:
        return
    if known.vacant:
        yield Raised("P1", "vacant", words={"post": known.vacant})
    yield from _endings(asked, known)
    yield from _powers(asked, known)
    yield from _duplicate(asked, known)
    yield from _days(asked, known)
    unstated = [name for name, stated in (known.parts or {}).items() if not stated]
    if unstated:
        yield Raised("R2", "part_missing", words={"bodies": ", ".join(unstated)})
    if known.measured is False and _is_change(asked):
        yield Raised("K3", "no_baseline")
    if known.linked is False:
        yield Raised("K5", "unlinked")


def _endings(asked: Asked, known: Known) -> Iterator[Raised]:
    """P2: what ends before the task is done; a lead that is gone already cannot lead."""
    issued, due = asked.context.issued_on, asked.understood.due
    for one in known.endings:
        told: dict[str, object] = {"name": one.name, "day": one.day, "heirs": one.heirs or "–"}
        place = _said(asked, one.name)
        gone = issued is not None and one.day <= issued
        if gone:
            yield Raised("P2", "lead_ended" if one.leads else "ended", place, told)
        elif due is not None and one.day <= due:
            yield Raised("P2", "ends", place, told)


def _said(asked: Asked, name: str) -> tuple[int, int] | None:
    """Where the text names it."""
    at = asked.reading.script.key.find(fold(name))
    return (at, at + len(name)) if at >= 0 else None


def _powers(asked: Asked, known: Known) -> Iterator[Raised]:
    said: dict[str, object] = {"assigner": known.assigner, "lead": asked.understood.lead}
    if known.power == "none":
        yield Raised("P3", "no_authority", words=said)
    elif known.power == "other_line":
        yield Raised("R4", "other_line", words=said)
    if known.function:
        yield Raised("R4", "function", words={"body": known.function, "lead": asked.understood.lead})


def _recipient(asked: Asked) -> Iterator[Raised]:
    """R5: the post may decide itself, or the task says to whom it is submitted."""
    clause, lexicon = asked.reading.clause, asked.lexicon
    if clause.act is None:
        return
    verb, said = clause.verb, asked.reading.script.said(clause.verb)
    plain = fold(lexicon.lemmas.get(said.lower(), said))
    place = (verb[0].start, verb[-1].end)
    if plain in lexicon.decides and asked.known is not None and asked.known.signs is False:
        yield Raised("R5", "no_power", place, {"verb": said, "post": asked.understood.accountable_post})
    if plain in lexicon.submits and not _names_body(asked):
        yield Raised("R5", "no_recipient", place, {"verb": said})


def _names_body(asked: Asked) -> bool:
    """Whether a body or post that could decide stands in what is submitted."""
    bodies = asked.lexicon.bodies
    tokens = asked.reading.clause.object
    return any(
        found.at(tokens, index) is not None
        for index in range(len(tokens))
        for found in (bodies.organisations, bodies.posts)
    )


def _duplicate(asked: Asked, known: Known) -> Iterator[Raised]:
    """W5: a task of the same lead that is open and says nearly the same."""
    own = _words(asked.reading.clause.object, asked)
    if len(own) < 2:
        return
    for one in known.open_tasks:
        other = frozenset(words(one.text))
        if len(own & other) / len(own) >= _ALIKE and len(other - own) <= len(other) * (1 - _ALIKE / 2):
            yield Raised("W5", "duplicate", words={"code": one.code, "text": one.text, "due": one.due})
            return


def _words(tokens: Tokens, asked: Asked) -> frozenset[str]:
    return frozenset(token.key for token in content(tokens, asked.lexicon))


def _days(asked: Asked, known: Known) -> Iterator[Raised]:
    due = asked.understood.due
    if due is None:
        return
    if known.parent_due is not None and due > known.parent_due:
        told = {"due": due, "parent": known.parent, "parent_due": known.parent_due}
        yield Raised("T1", "after_parent", words=told)
    if known.review_on is not None and due > known.review_on:
        yield Raised("T5", "after_review", words={"due": due, "review": known.review_on})
    if known.cut_off is not None and due > known.cut_off:
        yield Raised("T5", "after_cut_off", words={"due": due, "cut_off": known.cut_off})


def _statutes(asked: Asked) -> Iterator[Raised]:
    """T6: what the law leaves too little time for, or what must be over by a day."""
    issued, due, language = asked.context.issued_on, asked.understood.due, asked.lexicon.language
    if issued is None or due is None:
        return
    for one in asked.statutes:
        bound = one.bound(asked.reading.script, language, issued)
        if bound is not None and one.broken_by(due, bound):
            case = "overrun" if one.until else "too_short"
            told = {
                "due": due,
                "bound": bound,
                "law": one.names.get(asked.reader, one.source),
                "source": one.source,
                "days": one.days or 0,
            }
            yield Raised("T6", case, words=told)
            return


def _is_change(asked: Asked) -> bool:
    """Whether the result is a change: to raise, to cut, to improve by a number, with no figure to start from."""
    clause = asked.reading.clause
    if asked.understood.result_kind != "number" or clause.act is None or clause.act.kind not in INTENT:
        return False
    said = (*asked.reading.body, *Script.of(asked.understood.result).tokens)
    return not any(
        found.at(said, at) for at in range(len(said)) for found in (asked.lexicon.bases, asked.lexicon.baselines)
    )
