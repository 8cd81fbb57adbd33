"""What is set off between a verb of ordering and those who are asked or the act, and letters by which one orders."""

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.nominal import act_noun
from quarterdeck.prose.tasks.order import NEAR
from quarterdeck.prose.tasks.parts import item
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import is_body

# Words set off before an act at most, and those between "chậm nhất" and "phải".
_ASIDE = 40
_TIME = 8


def letter(s: Sentence, first: int, at: int) -> int | None:
    """Where the letter is named by which somebody orders at `at`: "Sở Y tế | có công văn yêu cầu …".

    None where none is, or where it only passes on somebody else's order ("có thông báo kết luận của Chủ tịch").
    """
    found = next((one for one in range(first, at) if 0 < s.at("by_letter", one) <= at - one), None)
    if found is None or any(s.at("whose", one) for one in range(found, at)):
        return None
    ends = found + s.at("by_letter", found) == at
    return found if ends or not s.ends_phrase("not_order_after", at) else None


def given_by(s: Sentence, first: int, at: int) -> tuple[str, tuple[str, ...]] | None:
    """Who orders by the verb at `at` in a passive, and the body that is ordered, "" and () where a thing is.

    "Sở Y tế được Chủ tịch giao …" orders the department, "Dự án được Thủ tướng giao …" tells of a project.
    """
    by = next((one for one in range(first + 1, at) if s.at("suffers", one)), None)
    agent = named(s, by + 1) if by is not None else None
    if by is None or agent is None or agent.end != at:
        return None
    whom = named(s, first)
    return (agent.names[0], whom.names) if whom is not None and whom.end == by else ("", ())


def sent_to(s: Sentence, at_letter: int, at: int) -> tuple[str, ...]:
    """To whom the letter goes by which somebody orders: "có công văn gửi | các đơn vị | đề nghị …"."""
    sent = next((one + s.at("sent_to", one) for one in range(at_letter, at) if s.at("sent_to", one)), at)
    found = named(s, sent) if sent < at else None
    return found.names if found is not None and found.end <= at else ()


def past_aside(s: Sentence, at: int) -> int:
    """Past what is set off before those who are asked, or the act: "chỉ đạo, trong thời gian tới, các sở …",
    "đề nghị | chậm nhất ngày 5/6 phải …", "yêu cầu, trên tinh thần tiết kiệm, cần …", "chỉ đạo việc rà soát"."""
    if s.words.clarity.bodies.head_first and at + 1 < len(s.tokens):
        timed = s.at("due_labels", at) or s.at("act_nouns", at)
        ends = range(at + timed, min(at + timed + _TIME, len(s.tokens))) if timed else ()
        if s.at("act_nouns", at) and s.words.clarity.verbs.at(s.tokens, at + timed):
            return at + timed
        if modal := next((one for one in ends if s.at("strong", one)), None):
            return modal
        commas = range(at + 1, min(at + _ASIDE, len(s.tokens) - 1)) if s.tokens[at].key == "," else ()
        if modal := next((one for one in commas if s.tokens[one].key == "," and s.modal(one + 1)), None):
            return modal + 1
    if at + 1 >= len(s.tokens) or s.tokens[at].key != ",":
        return at
    end = at + 1 + max(s.at("connectors", at + 1), s.at("haste", at + 1))
    if end == at + 1 and named(s, end) is not None and s.words.clarity.bodies.head_first:
        return end
    return end + 1 if at + 1 < end < len(s.tokens) and s.tokens[end].key == "," else at


def asked_for(s: Sentence, at: int) -> tuple[tuple[str, ...], int] | None:
    """Who is asked for an act by its noun, and where that begins: "asked the ministries for | repair of …"."""
    for index in range(at + 1, min(at + _TIME, len(s.tokens) - 1)):
        if not s.tokens[index].is_word or s.tokens[index].key == s.words.clarity.to:
            return None
        if s.at("given_for", index):
            noun, names = act_noun(s, index + 1), split(s, at, index)
            return (names, noun) if noun is not None and names and is_body(s, at) else None
    return None


def past_item(s: Sentence, at: int) -> int:
    """Past a colon and the number of an item: "agreed that: (a) | the Works Department …"."""
    while at < len(s.tokens) - 1 and (step := item(s, at) or int(s.tokens[at].key == ":")):
        at += step
    return at


def past_view(s: Sentence, at: int) -> int:
    """Past what a clause takes into account before its subject: "that in view of the prices, | the export …"."""
    if not (s.at("topic", at) or s.at("origin_in", at)):
        return at
    commas = (one for one in range(at + 2, min(at + NEAR, len(s.tokens) - 1)) if s.tokens[one].key == ",")
    return next((one + 1 for one in commas), at)
