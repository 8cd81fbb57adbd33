"""The orders of one sentence: which verb orders, who is named, where the act begins and ends."""

from collections.abc import Iterator
from dataclasses import replace

from quarterdeck.prose.tasks.active import active, motion, that_clause
from quarterdeck.prose.tasks.bodies import Named, named
from quarterdeck.prose.tasks.deadlines import Said, urgency
from quarterdeck.prose.tasks.duties import given_time, gives_time, leading, must, passive, to_be_done
from quarterdeck.prose.tasks.lists import act_after, split
from quarterdeck.prose.tasks.nominal import granted, handed
from quarterdeck.prose.tasks.order import NEAR, Order, act_at, before_joiner, has_act
from quarterdeck.prose.tasks.parts import parts
from quarterdeck.prose.tasks.programmes import called_task, programme_list
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import begins_body, clause_start, subject

_LONGEST = 400
_CLAUSES = 4
_FEW = 5
_LETTERS = 4


def orders(s: Sentence, *, within: bool, carried: bool) -> list[Order]:
    """The orders of a sentence, in order.

    `within` tells that somebody orders in this paragraph, so that "should" and "will" order too; `carried` that
    the sentences before ordered.
    """
    if len(s.tokens) > _LONGEST:
        return []
    found = list(active(s, within=within))
    found = [*_led_to(s, found[0], within=within), *found] if found else found
    found += [one for one in gives_time(s) if found and one.first > found[-1].act]
    found = found or list(handed(s)) or list(granted(s))
    found = found or _duties(s, within=within, carried=carried, said=urgency(s))
    found = found or list(given_time(s)) or list(gives_time(s)) or list(motion(s))
    found = found or list(forbidden(s)) or list(leading(s)) or list(programme_list(s)) or list(called_task(s))
    said_end, sayer = said_by(s)
    ends = [*(one.first for one in found[1:]), said_end][: len(found)]
    ends = [min(end, one.last) for one, end in zip(found, ends, strict=True)]
    found = [replace(one, last=before_joiner(s, one.act, end)) for one, end in zip(found, ends, strict=True)]
    return _toward(s, _by_one([piece for one in found for piece in pieces(s, one)], sayer))


def _led_to(s: Sentence, order: Order, *, within: bool) -> Iterator[Order]:
    """What bodies have to do in the clauses before the first verb of ordering: "nhấn mạnh: UBND huyện cần …; Phòng Y tế
    phải …; đồng thời lưu ý …"."""
    if order.first <= s.begin or s.tokens[order.first - 1].key != ";" or not (within or s.has("urging")):
        return
    said = next((at for at in range(s.begin + 1, order.first) if s.at("urging", at) or s.at("speech", at)), 0)
    assigner = (subject(s, clause_start(s, said), said) or "") if said else ""
    for at in range(s.begin + 1, order.first):
        if s.tokens[at - 1].key not in ":;":
            continue
        body = own_body(s, at)
        if body is not None and body.end < order.first:
            end = next((one for one in range(body.end, order.first) if s.tokens[one].key == ";"), order.first)
            yield Order(at, act_at(s, body.end), end, assigner, body.names, "must")


def _toward(s: Sentence, found: list[Order]) -> list[Order]:
    """The orders of a sentence, the first for whom it opens with: "Đối với Sở Y tế, Chủ tịch đề nghị …"."""
    length = s.at("toward", s.begin)
    if not length or not found or found[0].assignees:
        return found
    whom = named(s, s.begin + length)
    if whom is None or whom.end >= found[0].act:
        return found
    # "Đối với Sở Y tế, Chủ tịch đề nghị …" reads like a list of two, of which one orders.
    names = tuple(one for one in whom.names if one != found[0].assigner)
    told = names != whom.names or s.tokens[whom.end].key in ",:"
    return [replace(one, assignees=one.assignees or names) for one in found] if told else found


def _duties(s: Sentence, *, within: bool, carried: bool, said: Said) -> list[Order]:
    """The duties of bodies, and what is to be done by nobody named, clause by clause."""
    asked = within or carried or said.firm
    found = list(passive(s, within=asked))
    # What somebody says must be done is ordered: "Every owner must …", the Minister said.
    dated = said.dated or bool(said_by(s)[1])
    for _ in range(_CLAUSES):
        after = found[-1].act if found else -1
        more = next(passive(s, within=asked, after=after), None) if found else None
        more = more or next(must(s, within=within, dated=dated, carried=carried, after=after), None)
        more = more or next(
            to_be_done(s, within=within, carried=carried, dated=said.dated, due=said.firm, after=after), None
        )
        if more is None:
            break
        found.append(more)
    return found


def said_by(s: Sentence) -> tuple[int, str]:
    """Where a sentence ends without ", the Minister said", and who said it."""
    for index in range(len(s.tokens) - 1, max(s.begin, len(s.tokens) - NEAR), -1):
        if s.tokens[index].key == "," and s.tokens[index - 1].key != ",":
            speech = [at for at in range(index + 2, len(s.tokens)) if s.at("speech", at)]
            who = subject(s, index + 1, speech[0]) if speech else None
            told = bool(speech) and speech[-1] >= len(s.tokens) - 2 and len(s.tokens) - index <= _FEW + 1
            return (index, who or "") if who or told else (len(s.tokens), "")
    return len(s.tokens), ""


def _by_one(found: list[Order], sayer: str) -> list[Order]:
    """Orders of one sentence come from the one who gave the first, unless another is named."""
    assigner, told = sayer, []
    for one in found:
        assigner = one.assigner or assigner
        told.append(replace(one, assigner=assigner))
    return told


def forbidden(s: Sentence) -> Iterator[Order]:
    """A ban at the head of a sentence, which binds everybody: "Nghiêm cấm …"."""
    if s.at("forbids", s.begin):
        yield Order(s.begin, s.begin, len(s.tokens), "", (), "ban")


def pieces(s: Sentence, order: Order) -> Iterator[Order]:
    """An order cut where a semicolon gives another body another act."""
    first, act, assignees = order.first, order.act, order.assignees
    listed = own_body(s, act) if act > first and act < order.last and s.tokens[act - 1].key == ":" else None
    listed = listed or _listed_behind(s, order)
    if listed is not None and listed.end < order.last:
        act, assignees = listed.end, listed.names
    for at in range(order.act, order.last - 1):
        if s.tokens[at].key != ";":
            continue
        other = own_body(s, at + 1)
        if other is not None and other.end < order.last:
            yield from parts(s, replace(order, first=first, act=act, last=at, assignees=assignees))
            first, act, assignees = at + 1, other.end, other.names
    last = replace(order, first=first, act=act_at(s, act), last=order.last, assignees=assignees)
    for one in parts(s, last):
        if one.act == last.act or not _opens_more(s, one):
            yield one if one.act == last.act or one.rule != "order that" else _named_anew(s, one)


def _named_anew(s: Sentence, order: Order) -> Order:
    """A further clause of what is to be, with its own subject: "agreed that (a) Finance submit; (b) Works repair"."""
    clause = that_clause(s, order.first, order.act, order.assigner, decides=True)
    if clause is None or clause.act >= order.last:
        return order
    return replace(order, act=clause.act, assignees=clause.assignees)


def _listed_behind(s: Sentence, order: Order) -> Named | None:
    """The first body of a list behind a colon: "yêu cầu các sở thực hiện nhiệm vụ: Sở Y tế …; Sở Nội vụ …"."""
    colon = next((at for at in range(order.act, order.last) if s.tokens[at].key in ":;"), order.last)
    if colon >= order.last - 1 or s.tokens[colon].key == ";":
        return None
    return own_body(s, colon + 1) if any(s.tokens[at].key == ";" for at in range(colon, order.last)) else None


def _opens_more(s: Sentence, order: Order) -> bool:
    """Whether a piece only leads to a list below: "…; trong đó tập trung:"."""
    return order.last - order.act <= _FEW and order.last < len(s.tokens) and s.tokens[order.last].key == ":"


def own_body(s: Sentence, at: int) -> Named | None:
    """A body at `at` with an act right behind it: "Sở Y tế rà soát …", "the Department of Health to review …"."""
    if s.words.clarity.bodies.head_first:
        found = named(s, at) or _short_name(s, at)
        return found if found and has_act(s, found.end, near=6) else None
    if (plain := _plain(s, at)) is not None:
        return plain
    doing = s.after_adverbs(at)
    if doing < len(s.tokens) and s.words.gerund.fullmatch(s.tokens[doing].key):
        return None  # "Regularly reviewing projects to find faults" names nobody.
    found = named(s, at) if begins_body(s, at) or _is_asked(s, at) else None
    if any(s.at("speech", one) for one in range(at, found.end if found else at)):
        return None
    ordered = found is not None and (s.listed or s.modal(found.end))
    return found if found and ordered and found.end - at <= NEAR else None


def _short_name(s: Sentence, at: int) -> Named | None:
    """A place by the letters of its name, where an act follows: "TPBT khẩn trương hoàn thành …"."""
    short = at < len(s.tokens) - 1 and len(s.tokens[at].text) >= _LETTERS and s.tokens[at].text.isupper()
    acts = short and s.tokens[at].is_word and s.is_verb(s.after_adverbs(at + 1))
    return Named((s.tokens[at].text,), at + 1, certain=True) if acts else None


def _is_asked(s: Sentence, at: int) -> bool:
    """Whether an item of a list names several, or somebody by name, before "to": "State governments to publish …"."""
    end = act_after(s, at) if s.listed and not s.is_verb(at) else None
    if end is None or not at < end <= at + _FEW or s.tokens[end].key != s.words.clarity.to:
        return False
    last = s.tokens[end - 1]
    return all(one.is_word for one in s.tokens[at:end]) and (last.is_capital or last.key.endswith("s"))


def _plain(s: Sentence, at: int) -> Named | None:
    """Groups of offices before a verb in its plain form, as translations order: "Departments urgently prepare …"."""
    bodies, end = s.words.clarity.bodies, at
    while end < len(s.tokens) and end - at < NEAR:
        kinds = (bodies.quantifiers, bodies.groups, bodies.conjunctions, bodies.articles)
        step = max((found[0] for one in kinds if (found := one.at(s.tokens, end))), default=0)
        if not step:
            break
        end += step
    names = split(s, at, end) if end > at and s.is_verb(s.after_adverbs(end)) else ()
    return Named(names, end, certain=True) if names else None


def promised(s: Sentence) -> Order | None:
    """What a body "would" do, as somebody says: an order only if an order follows in the same paragraph."""
    if len(s.tokens) > _LONGEST or not any(s.at("speech", at) for at in range(len(s.tokens))):
        return None
    found = next(must(s, within=True, dated=False), None)
    return replace(found, last=before_joiner(s, found.act, len(s.tokens))) if found else None
