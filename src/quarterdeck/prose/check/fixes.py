"""One-click corrections: which words of a text become what, in the text's own way of writing numbers."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from quarterdeck.core.measures import EXACT, decimals_of, round_half_up
from quarterdeck.prose.check.answers import HUNDRED, Answer, Reader
from quarterdeck.prose.check.compare import Said, agreement
from quarterdeck.prose.check.finding import Fix
from quarterdeck.prose.check.language import Language, language
from quarterdeck.prose.check.style import Style
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import CURRENCIES, PERCENT, base_of

_NUMBER = re.compile(r"\d++(?:[.,]\d++|[\u00a0\u202f\u2009 ]\d{3}(?!\d))*+")
_BLANK = "\u00a0\u202f\u2009 "
# How far a word of direction may stand from its number.
_NEAR = 40
_SMALLEST, _LARGEST = Decimal("0.1"), Decimal(100_000)
# A number further from the figure than this stands at another scale.
_SLIP = Decimal(100)
# A percentage that a division made is written with one digit, any other figure with at most two.
_DERIVED, _MOST = 1, 2
# A clause begins behind the first, and ends before the others or with the text.
_BREAKS, _ENDS = frozenset(",(;:"), frozenset({",", ".", ";", ")", "\n", ""})


@dataclass(frozen=True, slots=True)
class Place:
    """The digits of a claim: places [start, end) of the text, and how many stand behind the decimal mark."""

    start: int
    end: int
    decimals: int


def fix_of(claim: Claim, answer: Answer, reader: Reader) -> Fix | None:
    """What makes the claim say `answer`; None where its number cannot be told from the words around it."""
    place = _digits_of(claim, reader.text)
    if place is None or claim.high is not None:
        return None
    words = language(claim.lang)
    if claim.unit in PERCENT:
        return _percentage(claim, answer, place, words, reader)
    return _amount(claim, answer, place, words, reader)


def clause_fix(claim: Claim, answer: Answer, reader: Reader) -> Fix | None:
    """The clause with the base that the number really has: "up 22.6% over the same period" becomes "equal to 22.6% of
    the annual plan". None where more than the number, its verb and its base would have to change."""
    place, text = _digits_of(claim, reader.text), reader.text
    words = language(claim.lang)
    after = text[claim.end : claim.end + _NEAR].lstrip(_BLANK)[:1]
    before = text[max(0, claim.start - _NEAR) : claim.start].rstrip(_BLANK)[-1:]
    where = "behind" if before in _BREAKS else "verb"
    pattern = words.clauses[where].get(answer.relation)
    verb = place is not None and place.start > claim.start
    if place is None or pattern is None or after not in _ENDS or not (verb or where == "behind"):
        return None
    size = round_half_up(abs(answer.value), max(place.decimals, _DERIVED)).normalize(EXACT)
    number = reader.style(claim.lang).written(size)
    return Fix(claim.start, claim.end, pattern.format(size=f"{number}%", way=words.ways[where][answer.value < 0]))


def garbled_fix(claim: Claim, answer: Answer, reader: Reader) -> Fix | None:
    """The figure in the place of a number that cannot be read; None where the words around it go the other way."""
    text, words = reader.text, language(claim.lang)
    digits = [one for one in range(claim.start, claim.end) if text[one].isdigit() or text[one] == "%"]
    if answer.qualifier != "exact" or not digits or text[digits[-1]] != "%":
        return None
    said = list(words.directions.finditer(text, max(0, claim.start - _NEAR), digits[0]))
    falls = bool(said) and said[-1][0].lower() in words.rising
    if falls != (answer.value < 0):
        return None
    size = round_half_up(abs(answer.value), _DERIVED) if answer.derived else abs(answer.value)
    return Fix(digits[0], digits[-1] + 1, f"{reader.style(claim.lang).written(size.normalize(EXACT))}%")


def printed(claim: Claim, text: str) -> str:
    """The number as the text has it, without the words around: "624,26 tỷ USD"."""
    place = _digits_of(claim, text)
    return " ".join((text[place.start : claim.end] if place is not None else claim.quote).split())


def _digits_of(claim: Claim, text: str) -> Place | None:
    """Where the claim's own digits stand: those that are its value at its scale."""
    wanted = {abs(one) for one in claim.values}
    for found in _NUMBER.finditer(text, claim.start, claim.end):
        for value, decimals in _readings(found[0]):
            if value * claim.scale in wanted:
                return Place(found.start(), found.end(), decimals)
    return None


def _readings(digits: str) -> list[tuple[Decimal, int]]:
    """What digits mean with either mark before the decimals."""
    plain = "".join(one for one in digits if one not in _BLANK)
    found = []
    for mark, group in ((",", "."), (".", ",")):
        whole, _, part = plain.replace(group, "").partition(mark)
        try:
            found.append((Decimal(f"{whole}.{part}" if part else whole), len(part)))
        except InvalidOperation:
            continue
    return found


def _percentage(claim: Claim, answer: Answer, place: Place, words: Language, reader: Reader) -> Fix | None:
    target = answer.value - HUNDRED if claim.over_plan else answer.value
    number = _written(target, Decimal(1), place, answer, reader.style(claim.lang))
    grows = answer.relation.startswith("growth") or claim.over_plan
    turned = grows and target and (target < 0) != (claim.values[0] < 0)
    if not turned:
        return _with_hedge(claim, answer, place, number, Decimal(1), words, reader)
    if claim.over_plan:
        return None
    return _turned(claim, place, number, words, reader.text)


def _turned(claim: Claim, place: Place, number: str, words: Language, text: str) -> Fix | None:
    """The clause with its word of direction turned: "up 11.1%" becomes "down 11.1%"."""
    first = max(0, min(claim.start, place.start - _NEAR))
    found = words.directions.finditer(text, first, place.start)
    before = [one for one in found if words.hedge.match(text, one.start()) is None]
    if before:
        word = before[-1]
        return Fix(word.start(), place.end, _opposite(word[0], words) + text[word.end() : place.start] + number)
    after = words.directions.search(text, place.end, min(len(text), max(claim.end, place.end + _NEAR)))
    if after is None:
        return None
    return Fix(place.start, after.end(), number + text[place.end : after.start()] + _opposite(after[0], words))


def _opposite(word: str, words: Language) -> str:
    lower = word.lower()
    other = words.falling.get(lower) or words.rising[lower]
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def _amount(claim: Claim, answer: Answer, place: Place, words: Language, reader: Reader) -> Fix | None:
    own = base_of(answer.fact.unit)[0]
    if claim.unit in CURRENCIES and own in CURRENCIES and own != claim.unit:
        return _in_currency(claim, answer, place, own, words, reader)
    value = EXACT.divide(answer.value, claim.scale)
    slipped = claim.scale != 1 and not _SLIP > abs(EXACT.divide(answer.value, claim.values[0] or 1)) > 1 / _SLIP
    word = words.scale.match(reader.text, _past_blanks(reader.text, place.end))
    if claim.scale == 1 or word is None or (_SMALLEST <= abs(value) < _LARGEST and not slipped):
        number = _written(answer.value, claim.scale, place, answer, reader.style(claim.lang))
        return _with_hedge(claim, answer, place, number, claim.scale, words, reader)
    return _at_own_scale(claim, answer, place, word, words, reader)


def _at_own_scale(
    claim: Claim, answer: Answer, place: Place, word: re.Match[str], words: Language, reader: Reader
) -> Fix | None:
    """The figure at the scale that it is kept in: "4,680 million" becomes "4,680 billion", 9 thousand people 9."""
    scale = base_of(answer.fact.unit)[1]
    power = -(decimals_of(scale.normalize(EXACT)))
    if power and power not in words.scales:
        return None
    number = _written(answer.value, scale, place, answer, reader.style(claim.lang))
    found = _with_hedge(claim, answer, place, number, scale, words, reader)
    if found is None:
        return None
    scaled = reader.text[place.end : word.start()] + words.scales[power][0] if power else ""
    return Fix(found.start, word.end(), found.text + scaled)


def _in_currency(claim: Claim, answer: Answer, place: Place, own: str, words: Language, reader: Reader) -> Fix | None:
    """The amount in the currency of the figure, at the figure's scale."""
    text = reader.text
    at = _past_blanks(text, place.end)
    word = words.scale.match(text, at)
    last = _past_blanks(text, word.end()) if word is not None else at
    money = words.currency.match(text, last)
    scale = base_of(answer.fact.unit)[1]
    power = -(decimals_of(scale.normalize(EXACT)))
    if money is None or power not in words.scales or answer.qualifier != "exact":
        return None
    number = _written(answer.value, scale, place, answer, reader.style(claim.lang))
    return Fix(place.start, money.end(), f"{number} {words.scales[power][0]} {words.currencies[own][0]}")


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _written(value: Decimal, scale: Decimal, place: Place, answer: Answer, style: Style) -> str:
    """The figure at the text's scale, as exactly as the text is, or as the figure where that is little more."""
    size = abs(EXACT.divide(value, scale))
    exact = max(0, decimals_of(size.normalize(EXACT)))
    if answer.qualifier != "exact":
        # No digits behind "nearly": they would pretend what nobody knows.
        return style.written(size, exact)
    most = max(place.decimals, _DERIVED if answer.derived else _MOST)
    return style.written(round_half_up(size, min(max(exact, place.decimals), most)))


def _with_hedge(
    claim: Claim, answer: Answer, place: Place, number: str, scale: Decimal, words: Language, reader: Reader
) -> Fix | None:
    """The number alone where the hedge before it allows it, else with the hedge of the figure."""
    text = reader.text
    said = _said(claim, number, scale, reader.style(claim.lang))
    if said is None:
        return None
    value = answer.value - HUNDRED if claim.over_plan else answer.value
    plain = answer.qualifier == "exact"
    bare = Fix(place.start, place.end, number)
    if not claim.hedge and plain:
        return bare
    fair = bool(claim.hedge) and agreement(said, value, answer.qualifier)
    # "Over 310" may pass where the figure is 310; a correction does not say so.
    strict = plain and claim.hedge in ("over", "nearly") and said.value == value
    if fair and not strict:
        return bare
    start = place.start
    if claim.hedge:
        hedges = [one for one in words.hedge.finditer(text, max(0, start - _NEAR), start)]
        if not hedges or text[hedges[-1].end() : start].strip(_BLANK):
            return bare if fair else None
        start = hedges[-1].start()
    elif text[start - 1 : start] not in tuple(_BLANK) or _has_currency(text, start, words):
        return None
    return Fix(start, place.end, number if plain else f"{words.hedges[answer.qualifier][0]} {number}")


def _has_currency(text: str, end: int, words: Language) -> bool:
    """Whether a currency stands right before place `end`: no hedge goes between it and its number."""
    found = list(words.currency.finditer(text, max(0, end - _NEAR), end))
    return bool(found) and not text[found[-1].end() : end].strip(_BLANK)


def _said(claim: Claim, number: str, scale: Decimal, style: Style) -> Said | None:
    """`number` as a claim in base units with the hedge of the text."""
    plain = number.replace(style.group, "") if style.group else number
    try:
        value = Decimal(plain.replace(style.decimal, "."))
    except InvalidOperation:
        return None
    sign = -1 if claim.values[0] < 0 else 1
    step = Decimal(1).scaleb(-max(0, decimals_of(value)))
    return replace(Said(value * sign, step, claim.hedge), high=None).scaled(scale)
