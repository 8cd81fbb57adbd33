"""Clear result: its kind, what proves it, who accepts it, and numbers that say of what."""

from collections.abc import Iterator

from quarterdeck.core.clarity.asked import Asked, Raised
from quarterdeck.core.clarity.kinds import KINDS, kind_in_text, kind_of_field
from quarterdeck.core.clarity.people import is_doer
from quarterdeck.core.clarity.quantities import lone_numbers, quantities
from quarterdeck.core.clarity.script import Script


def result(asked: Asked) -> Iterator[Raised]:
    """K1 a kind of result; K2 evidence and an acceptor who is not the doer; K3 numbers; K4 no filler."""
    yield from _kind(asked)
    yield from _proof(asked)
    yield from _numbers(asked)
    yield from _filler(asked)


def _kind(asked: Asked) -> Iterator[Raised]:
    given, lexicon = asked.context.result_kind, asked.lexicon
    if given and not kind_of_field(given, lexicon):
        case = "unknown_kind" if not asked.understood.result_kind else "odd_kind"
        yield Raised("K1", case, words={"kind": given, "kinds": ", ".join(KINDS)})
    elif not asked.understood.result_kind:
        yield Raised("K1", "missing")
    clause = asked.reading.clause
    if clause.act and clause.act.kind == "document":
        for start, end, _meaning in lexicon.approval.find(clause.object):
            words = clause.object[start:end]
            yield Raised("K1", "other_issuer", (words[0].start, words[-1].end), {"lead": asked.understood.lead})
            break


def _proof(asked: Asked) -> Iterator[Raised]:
    understood = asked.understood
    if not understood.evidence:
        yield Raised("K2", "no_evidence")
    if not understood.acceptor:
        yield Raised("K2", "no_acceptor")
    elif is_doer(asked, understood.acceptor):
        yield Raised("K2", "own_acceptor", words={"acceptor": understood.acceptor})


def _numbers(asked: Asked) -> Iterator[Raised]:
    """K3: a percentage names its whole; a number result has a number with its unit."""
    field = Script.of(asked.understood.result).tokens
    in_field = quantities(field, asked.lexicon)
    based = {field[one.at].key for one in in_field if one.is_percent and one.base}
    counted = asked.understood.result_kind == "number"
    for one in asked.reading.amounts:
        if not one.is_percent or (one.base and one.listed):
            continue
        words = asked.reading.body[one.at : one.after]
        said = {"number": asked.reading.script.said(words)}
        if words[0].key in based:
            continue
        case = "which_list" if one.base else ("no_base" if counted else "no_base_aside")
        yield Raised("K3", case, (words[0].start, words[-1].end), said)
    if any(one.is_percent and not one.base for one in in_field) and not asked.reading.amounts and counted:
        yield Raised("K3", "no_base", words={"number": asked.understood.result})
    if counted and not asked.reading.amounts and not in_field:
        lone = lone_numbers(asked.reading.body, asked.lexicon) or lone_numbers(field, asked.lexicon)
        yield Raised("K3", "no_unit" if lone else "no_number")


def _filler(asked: Asked) -> Iterator[Raised]:
    """K4: "đúng tiến độ", "as required" where nothing else says what comes out."""
    if asked.understood.result or kind_in_text(asked.reading, "", asked.lexicon):
        return
    for start, end, _meaning in asked.lexicon.fillers.find(asked.reading.free):
        words = asked.reading.free[start:end]
        said = asked.reading.script.said(words)
        yield Raised("K4", "filler", (words[0].start, words[-1].end), {"words": said})
        return
