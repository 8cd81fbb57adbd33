"""Numbers with a unit in a text, and whether a percentage says of what."""

from dataclasses import dataclass

from quarterdeck.core.clarity.lexicon import Lexicon
from quarterdeck.core.clarity.names import Tokens


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as token places, half open. `base` says whether a percentage names its whole.

    `listed` says whether that whole is pinned down by a plan, a total or a list.
    """

    at: int
    after: int
    is_percent: bool
    base: bool = True
    listed: bool = True


def quantities(tokens: Tokens, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The quantities of a sentence, without its deadlines; numbers of roads, documents and articles are none."""
    found = []
    for index, token in enumerate(tokens):
        if not _is_amount(tokens, index, lexicon):
            continue
        percent = lexicon.percent.at(tokens, index + 1)
        if percent and token.is_number:
            found.append(_percentage(tokens, index, index + 1 + percent[0], lexicon))
        elif end := _unit_end(tokens, index, lexicon):
            found.append(Quantity(index, end, False))
    return tuple(found)


def lone_numbers(tokens: Tokens, lexicon: Lexicon) -> tuple[int, ...]:
    """Places of numbers that have no unit and name nothing."""
    taken = {one.at for one in quantities(tokens, lexicon)}
    return tuple(
        index
        for index, token in enumerate(tokens)
        if token.is_number and index not in taken and _is_amount(tokens, index, lexicon)
    )


def _is_amount(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.is_number:
        plain = all(letter.isdigit() or letter in ".,-" for letter in token.key)
        return plain and not _names_something(tokens, index, lexicon)
    return lexicon.number_words.at(tokens, index) is not None


def _names_something(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the number is part of a name: "Nghị quyết 57", "route 31"."""
    for back in range(1, 4):
        found = lexicon.no_quantity.at(tokens, index - back) if index >= back else None
        if found and found[0] == back:
            return True
    return False


def _unit_end(tokens: Tokens, index: int, lexicon: Lexicon) -> int:
    """One past the unit after the number, or past the number where a currency stands before it; 0 without one."""
    if index and lexicon.currencies.at(tokens, index - 1):
        scale = lexicon.units.at(tokens, index + 1)
        return index + 1 + (scale[0] if scale else 0)
    for at in range(index + 1, min(index + 2 + lexicon.unit_gap, len(tokens))):
        unit = lexicon.units.at(tokens, at)
        if unit:
            return at + unit[0]
        ends = tokens[at].key in lexicon.stop or not (tokens[at].is_word or tokens[at].key == "-")
        if ends or lexicon.not_units.at(tokens, at):
            return 0
        if lexicon.unit.fullmatch(tokens[at].key) and not tokens[at].is_capital and not _only_verb(tokens, at, lexicon):
            return at + 1
    return 0


def _only_verb(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    return lexicon.verbs.at(tokens, index) is not None and lexicon.unit_gap == 0


def _percentage(tokens: Tokens, at: int, after: int, lexicon: Lexicon) -> Quantity:
    place = after
    while place < len(tokens) and lexicon.fillers.at(tokens, place):
        place += (lexicon.fillers.at(tokens, place) or (1, ""))[0]
    own = _own_base(tokens[:at], lexicon)
    based = own or _based(tokens, place, lexicon) or _compared(tokens, lexicon)
    listed = own or any(lexicon.lists.at(tokens, index) for index in range(len(tokens)))
    return Quantity(at, after, True, based, based and listed)


def _based(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the words after a percent sign are its whole: "95% kế hoạch vốn", "95% of households"."""
    if index >= len(tokens) or not (tokens[index].is_word or tokens[index].is_number):
        return False
    of = lexicon.base_nouns.at(tokens, index)
    if of:
        rest = tokens[index + of[0] :]
        return any(token.is_word and token.key not in lexicon.stop for token in rest[:4])
    if lexicon.not_base.at(tokens, index):
        later = range(index + 1, min(index + 4, len(tokens)))
        return any(lexicon.base_nouns.at(tokens, at) for at in later)
    return tokens[index].key not in lexicon.stop and not lexicon.vague.at(tokens, index)


def _compared(tokens: Tokens, lexicon: Lexicon) -> bool:
    return any(lexicon.bases.at(tokens, index) for index in range(len(tokens)))


def _own_base(tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the rate named before carries its whole in its name: "tỷ lệ hộ nghèo"."""
    return any(lexicon.own_base.at(tokens, index) for index in range(len(tokens)))
