"""The task written again: what is known filled in, the rest in square brackets to be filled."""

from collections.abc import Sequence

from quarterdeck.core.clarity.asked import Asked
from quarterdeck.core.clarity.clause import INTENT
from quarterdeck.core.clarity.names import Tokens
from quarterdeck.core.clarity.people import head_of
from quarterdeck.core.clarity.script import Script, Token
from quarterdeck.core.clarity.workdays import next_working
from quarterdeck.core.periods import day_label

_CLOSE = frozenset(",.;:)]")


def rewrite(asked: Asked, codes: Sequence[str]) -> str:
    """One sentence with its labels, in the language of the text; "" where nothing is to be proposed.

    What is read back from the filled sentence is what was filled in, so that taking it makes the task clear.
    """
    if not codes:
        return ""
    wording, known = asked.lexicon.wording, asked.understood
    post = known.accountable_post or f"[{head_of(asked)}]"
    sentence = wording["sentence"].format(
        post=post.removeprefix("The ").removeprefix("the "), act=_act(asked, codes), due=_due(asked)
    )
    parts = [sentence]
    if known.lead and not asked.same(asked.organisation(post.strip("[]")), known.lead):
        parts.append(wording["lead"].format(value=known.lead))
    inside = asked.reading.script.said(asked.reading.clause.object)
    if known.cooperating and not any(one in inside for one in known.cooperating):
        parts.append(wording["cooperating"].format(value=", ".join(known.cooperating)))
    for part in ("result", "evidence", "acceptor", "follower_up"):
        value = getattr(known, part) if not _refused(part, codes, asked) else ""
        if part == "evidence" and value and value == known.result:
            continue
        parts.append(wording[part].format(value=value or f"[{_blank(part, asked)}]"))
    return "; ".join(parts) + "."


def _refused(part: str, codes: Sequence[str], asked: Asked) -> bool:
    """Whether what was given for a part is at fault and has to be given again."""
    if part == "acceptor":
        return "K2" in codes and bool(asked.understood.acceptor and asked.understood.evidence)
    return part == "follower_up" and "R3" in codes


def _blank(part: str, asked: Asked) -> str:
    wording = asked.lexicon.wording
    if part == "result":
        return wording.get(f"blank_{asked.understood.result_kind}") or wording["blank_result"]
    return wording[f"blank_{part}"]


def _due(asked: Asked) -> str:
    wording, due = asked.lexicon.wording, asked.understood.due
    if due is None or (asked.context.issued_on and due <= asked.context.issued_on):
        return wording["due"].format(day=f"[{wording['blank_day']}]")
    return wording["due"].format(day=day_label(next_working(due, asked.anchor.calendar), asked.lexicon.language))


def _act(asked: Asked, codes: Sequence[str]) -> str:
    clause, wording = asked.reading.clause, asked.lexicon.wording
    topic = _plain(asked, clause.object if clause.act else _after_leads(asked))
    if clause.act is None or clause.act.kind in INTENT or "W1" in codes or "W3" in codes:
        topic = _without_joiner(asked, topic)
        return wording["topic" if topic else "no_topic"].format(topic=topic)
    verb = asked.reading.script.said(clause.verb)
    verb = asked.lexicon.lemmas.get(verb.lower(), verb[:1].lower() + verb[1:])
    return f"{verb}{topic}" if topic[:1] in _CLOSE else f"{verb} {topic}"


def _without_joiner(asked: Asked, topic: str) -> str:
    tokens = Script.of(topic).tokens
    start = 0
    while found := asked.lexicon.joiners.at(tokens, start):
        start += found[0]
    return _written(tokens[start:])


def _after_leads(asked: Asked) -> Tokens:
    clause = asked.reading.clause
    end = max((one.end for one in clause.leads), default=0)
    return tuple(token for token in clause.tokens if token.start >= end)


def _plain(asked: Asked, tokens: Tokens) -> str:
    """The words without the vague ones and the fillers, as written; joining words at the edges fall away."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        exempt = asked.lexicon.not_vague.at(tokens, index)
        empty = None if exempt else asked.lexicon.vague.at(tokens, index) or asked.lexicon.fillers.at(tokens, index)
        if empty is None:
            kept.extend(tokens[index : index + (exempt[0] if exempt else 1)])
        index += exempt[0] if exempt else (empty[0] if empty else 1)
    while kept and (kept[-1].key in asked.lexicon.stop or _is_sign(kept[-1])):
        kept.pop()
    return _written(kept)


def _is_sign(token: Token) -> bool:
    return not token.is_word and not token.is_number and token.key not in (")", "%", "]", '"', "”")


def _written(tokens: Sequence[Token]) -> str:
    """The tokens with the blanks they were written with; a comma left without words before it is dropped."""
    text = ""
    before: Token | None = None
    for token in tokens:
        if token.key in _CLOSE and text.endswith(token.key):
            continue
        touches = before is not None and before.end == token.start
        text += token.text if not text or touches or token.key in _CLOSE else f" {token.text}"
        before = token
    return text
