"""Clear work: an act with an end, one act, no direction words, no routine; and vague words anywhere."""

from collections.abc import Iterator

from quarterdeck.core.clarity.asked import Asked, Raised
from quarterdeck.core.clarity.clause import ENDED, INTENT
from quarterdeck.core.clarity.kinds import SUBSTANCE, content
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.quantities import quantities


def work(asked: Asked) -> Iterator[Raised]:
    """W1 an act and its object; W2 one act only; W3 no verb of direction without a number; W4 no routine."""
    clause = asked.reading.clause
    act, words = clause.act, asked.reading.script.said(clause.verb)
    if act is None:
        yield Raised("W1", "no_verb")
    elif act.kind in INTENT:
        if act.kind in ("heed", "ponder") or not _measured(asked):
            yield Raised("W3", "direction", _place(clause.verb), {"verb": words})
    elif len(content(clause.object, asked.lexicon)) < SUBSTANCE:
        yield Raised("W1", "no_object", _place(clause.verb), {"verb": words})
    elif act.kind in ("activity", "lead") and not _ends(asked):
        yield Raised("W1", "no_end", _place(clause.verb), {"verb": words})
    yield from _joined(asked)
    for start, end, _meaning in asked.lexicon.routine.find(asked.reading.free):
        yield Raised("W4", "routine", _place(asked.reading.free[start:end]))
        break


def _measured(asked: Asked) -> bool:
    """Whether a number in figures says how far the direction is to go."""
    clause = asked.reading.clause
    after = clause.tokens[clause.act.after :] if clause.act else ()
    return any(after[one.at].is_number for one in quantities(after, asked.lexicon))


def _ends(asked: Asked) -> bool:
    """Whether something besides the verb says when the work is done: a number, a product, the form's result."""
    body = asked.reading.body
    finished = any(asked.lexicon.finished.at(body, index) for index in range(len(body)))
    return bool(asked.reading.amounts or asked.understood.result or asked.understood.result_kind or finished)


def _joined(asked: Asked) -> Iterator[Raised]:
    clause = asked.reading.clause
    if clause.act is None or clause.act.kind not in ENDED | {"unknown"}:
        return
    for other in clause.joined:
        if other.kind in ENDED and asked.lexicon.joiners.at(clause.tokens, other.at - 1) != (1, "comma"):
            verb = clause.tokens[other.at : other.after]
            said = asked.reading.script.said
            yield Raised("W2", "two_acts", _place(verb), {"first": said(clause.verb), "second": said(verb)})
            return


def vague(asked: Asked) -> Iterator[Raised]:
    """V-… words whose meaning everyone sets for himself; a hurry beside a hard date only informs."""
    reading, lexicon = asked.reading, asked.lexicon
    tokens = reading.free
    index = 0
    while index < len(tokens):
        exempt = lexicon.not_vague.at(tokens, index)
        found = None if exempt else lexicon.vague.at(tokens, index)
        length = exempt[0] if exempt else (found[0] if found else 1)
        if found and not _is_name(asked, tokens[index : index + length], index):
            case = _vague_case(asked, found[1], index, index + length)
            if case:
                said = reading.script.said(tokens[index : index + length])
                yield Raised(found[1], case, _place(tokens[index : index + length]), {"words": said})
        index += length


def _vague_case(asked: Asked, code: str, start: int, end: int) -> str:
    tokens, lexicon = asked.reading.free, asked.lexicon
    if code == "V-time" and asked.understood.due is not None:
        return "with_date"
    if code == "V-quantity" and end < len(tokens) and (tokens[end].is_number or lexicon.number_words.at(tokens, end)):
        return ""
    if code == "V-direction" and any(
        (found := lexicon.documents.at(tokens, at)) and at + found[0] == start for at in range(max(0, start - 3), start)
    ):
        return "in_title"
    return "found"


def _is_name(asked: Asked, words: Tokens, index: int) -> bool:
    """Whether a capital inside the sentence makes the words part of a name ("Nguyễn Văn Sớm")."""
    if asked.reading.script.shouted or not any(word.is_capital for word in words):
        return False
    first = index == 0 or asked.reading.free[index - 1].key in (".", ":", ";", "-", "•", "+", "!", "?")
    return not first or any(word.is_capital for word in words[1:])


def _place(words: Tokens) -> tuple[int, int]:
    return words[0].start, words[-1].end
