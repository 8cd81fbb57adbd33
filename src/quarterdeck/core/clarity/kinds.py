"""What kind of result a task ends with: a document, a number, an event or a state."""

from quarterdeck.core.clarity.clause import INTENT, Clause
from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.quantities import quantities
from quarterdeck.core.clarity.reading import Reading
from quarterdeck.core.clarity.script import Script, Token
from quarterdeck.core.clarity.walk import Act

KINDS = ("document", "number", "event", "state")
SUBSTANCE = 2  # content words that an object needs to say something


def kind_of_field(value: str, lexicon: Lexicon) -> str:
    """The kind that a form's value means, also by its name in the text's language; "" for any other value."""
    plain = value.strip().lower()
    if plain in KINDS:
        return plain
    found = lexicon.kinds.at(Script.of(plain).tokens, 0) if plain else None
    return found[1] if found else ""


def kind_in_text(reading: Reading, result: str, lexicon: Lexicon) -> str:
    """The kind that the named result, a number or the act implies; "" where none does."""
    script = Script.of(result)
    if result and lexicon.documents.at(script.tokens, 0):
        return "document"
    clause = reading.clause
    telling = clause.act is not None and clause.act.kind in ("document", "event", "make", "construct")
    if not telling and (reading.amounts or quantities(script.tokens, lexicon)):
        return "number"
    implied = _implied(clause, clause.act, clause.object, lexicon)
    if not implied and any(lexicon.written.at(clause.tokens, index) for index in range(len(clause.tokens))):
        return "document"
    for joined in clause.joined:
        if implied or clause.act is None or clause.act.kind in INTENT:
            break
        own = clause.tokens[joined.after :]
        implied = _implied(clause, joined, own if content(own, lexicon) else clause.object, lexicon)
    for later in reading.later:
        implied = implied or _implied(later, later.act, later.object, lexicon)
    return implied or ("number" if reading.amounts else "") or ("event" if content(script.tokens, lexicon) else "")


def _implied(clause: Clause, act: Act | None, words: Tokens, lexicon: Lexicon) -> str:
    if act is None:
        return ""
    substance = content(words, lexicon)
    finished = any(lexicon.finished.at(clause.tokens, index) for index in range(len(clause.tokens)))
    if act.kind == "report":
        plain = {at for start, end, _ in lexicon.commonplace.find(substance) for at in range(start, end)}
        return "document" if len(substance) - len(plain) >= SUBSTANCE else ""
    if len(substance) < SUBSTANCE:
        return ""
    if act.kind in ("make", "construct"):
        made = any(lexicon.documents.at(words, index) for index in range(min(8, len(words))))
        return "document" if made else ("event" if act.kind == "construct" else "")
    if act.kind == "check":
        return "event" if finished else ""
    return {"document": "document", "event": "event", "state": "state", "complete": "event"}.get(act.kind, "")


def content(words: Tokens, lexicon: Lexicon) -> Tokens:
    """The words that say something: no names of bodies, no vague, generic or grammatical words."""
    kept: list[Token] = []
    index = 0
    while index < len(words):
        empty = next(
            (
                found[0]
                for phrases in (
                    lexicon.not_vague, lexicon.generic, lexicon.fillers, lexicon.vague, lexicon.bodies.collectives,
                    lexicon.bodies.posts, lexicon.bodies.organisations,
                )
                if (found := phrases.at(words, index))
            ),
            0,
        )  # fmt: skip
        if lexicon.not_vague.at(words, index):
            kept.extend(words[index : index + empty])
        elif not empty:
            token = words[index]
            grammar = (
                token.key in lexicon.stop or token.key in lexicon.bodies.levels or lexicon.adverb.fullmatch(token.key)
            )
            if not grammar and (token.is_word or token.is_number):
                kept.append(token)
        index += empty or 1
    return tuple(kept)
