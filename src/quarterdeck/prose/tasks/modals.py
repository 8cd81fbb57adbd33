"""Which modals bind somebody here: "shall", "must", "should", "phải", "cần", and who urges by them."""

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.deadlines import urgency
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import begins_body, clause_start, subject


def binding(s: Sentence, index: int, *, within: bool, dated: bool, carried: bool) -> int:
    """How many tokens a modal at `index` takes that binds somebody here; 0 for none."""
    strong, advised = s.at("strong", index), s.at("advised", index)
    opens = carried and clause_start(s, index) == s.begin
    binding = strong if strong and (within or dated or opens or s.listed or _to_public(s, index)) else 0
    length = s.at("firm", index) or binding or (s.at("weak", index) if within else 0)
    binds = s.words.clarity.bodies.head_first and _to_public(s, index)
    if advised and not length and binds and s.is_verb(s.after_adverbs(index + advised)):
        length = advised
    urged = strong or advised
    length = length or (urged if urged and _urged(s, index) else 0)
    length = length or (s.at("shoulds", index) if dated and _of_group(s, index) else 0)
    return length or _bound(s, index) or _intended(s, index, dated=dated)


def _to_public(s: Sentence, index: int) -> bool:
    """Whether the clause before a modal opens with the offices of a government, which "must" binds."""
    first = clause_start(s, index)
    firsts = [first]
    while first > s.begin and len(firsts) < 4:
        first = clause_start(s, first - 1)
        firsts.append(first)
    return any(s.at("public_groups", at) for at in firsts)


def _urged(s: Sentence, index: int) -> bool:
    """Whether somebody stresses in the same clause what a body must do: "nhấn mạnh tỉnh phải …"."""
    first = clause_start(s, index)
    if first > s.begin and (s.tokens[first - 1].key == ":" or (first == index and s.tokens[first - 1].key == ",")):
        first = clause_start(s, first - 1)  # "nhấn mạnh: tỉnh phải …", "nhấn mạnh, cần …"
    urging = (at for at in range(first + 1, index) if s.at("urging", at) or _says_of_offices(s, at))
    return any(subject(s, first, at) for at in urging)


def _says_of_offices(s: Sentence, at: int) -> bool:
    """Whether somebody only says at `at` what offices in general must do: "the Minister said departments must"."""
    after = at + s.at("speech", at)
    return after > at and _is_group(s, after)


def _of_group(s: Sentence, index: int) -> bool:
    """Whether offices in general stand before a modal: "Ministries and agencies should … by 5 June"."""
    return _is_group(s, clause_start(s, index)) and s.tokens[index - 1].is_word


def _is_group(s: Sentence, at: int) -> bool:
    bodies = s.words.clarity.bodies
    quantified = bodies.quantifiers.at(s.tokens, at)
    return bool(bodies.groups.at(s.tokens, at + (quantified[0] if quantified else 0)))


def who_urges(s: Sentence, first: int, index: int) -> str:
    """Who says that something must be done by nobody named: "Chủ tịch nhấn mạnh phải giữ giá lương thực"."""
    if first == index and index > s.begin and s.tokens[index - 1].key == ",":
        first = clause_start(s, index - 1)  # "Chủ tịch nhấn mạnh, cần …"
    found = named(s, first) if s.words.clarity.bodies.head_first else None
    if found is None or found.end >= index or not s.at("urging", found.end):
        return ""
    # "Chủ tịch yêu cầu nội dung phải thiết thực" asks it of nobody named.
    asked = s.words.orders.at(s.tokens, found.end)
    said = found.end + s.at("urging", found.end)
    return found.names[0] if asked or said + (s.tokens[said].key == ",") == index else ""


def _bound(s: Sentence, index: int) -> int:
    """How many tokens of "is to", "are required to" stand at `index`, where a body and no aim is bound."""
    length = s.at("bound", index)
    if not length or not s.is_verb(s.after_adverbs(index + length)):
        return 0
    first = clause_start(s, index)
    aims = any(s.at("aims", at) for at in range(first, index))
    return 0 if aims or not begins_body(s, first) else length


def _intended(s: Sentence, index: int, *, dated: bool) -> int:
    """How many tokens of "plans to", "will" stand at `index`, where a body founds something soon or on a condition."""
    length = s.at("intends", index)
    if not length or not begins_body(s, clause_start(s, index)):
        return 0
    act = s.after_adverbs(index + length)
    hasty = act > index + length or s.at("haste", index + length - 1)
    promises = not s.at("weak", index) or hasty
    if s.at("founding", act) and promises:
        return length
    on_condition = any(s.at("once", at) for at in range(act, len(s.tokens)))
    due = s.words.clarity.bodies.head_first and dated and urgency(s).firm  # "Bộ sẽ trình … trước ngày 30/9"
    return length if s.is_verb(act) and (on_condition or (dated and hasty) or due) else 0
