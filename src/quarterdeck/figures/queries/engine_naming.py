"""What a question to the engine names: found whatever case it is written in, or refused with what may be meant."""

import difflib
from collections.abc import Iterable, Sequence

from quarterdeck.areas.queries import neighbourhood
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.folding import fold
from quarterdeck.core.measures import UNITS
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.query import Derived
from quarterdeck.engine.world import World
from quarterdeck.figures.models import Observation
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine import both_names

EVERY = "all"
LANGUAGES = ("vi", "en")
SUGGESTED = 3


def indicators_named(codes: Sequence[str], derived: Sequence[Derived], held: World) -> tuple[str, ...]:
    """The codes of the catalogue that are meant, and those that the question itself defines; "all" is every one."""
    own = tuple(one.code for one in derived)
    if EVERY in codes:
        return (*held.measures, *own)
    found = [_as_held(code, (*held.measures, *own)) for code in codes]
    for code in found:
        if code not in held.measures and code not in own:
            raise NotFound(
                Message(gettext_noop("There is no indicator with the code {code}."), {"code": code}),
                place="indicator", remedy=near(code, held.measures, _names_of_indicators()),
            )  # fmt: skip
    return tuple(dict.fromkeys((*found, *own)))


def denominator_named(code: str, held: World) -> str:
    """The code of the catalogue that is meant by what is divided by."""
    return _as_held(code, held.measures)


def _as_held(code: str, held: Iterable[str]) -> str:
    known = list(held)
    return code if code in known else next((one for one in known if one.lower() == code.lower()), code)


def _names_of_indicators() -> Iterable[tuple[str, str]]:
    return [(code, name) for code, both in both_names().items() for name in both]


def check_units(codes: Iterable[str], held: World) -> None:
    """Say early, and with what may have been meant, where no unit ever bore a code; "A+B" names several."""
    for asked, code in ((text, one) for text in codes for one in text.split("+")):
        if code not in held.register.by_code and code not in held.register.units:
            called = [(one.code, one.name(lang)) for _, one in neighbourhood() for lang in LANGUAGES]
            raise NotFound(
                Message(gettext_noop("No unit ever had the code {code}."), {"code": code or asked}), place="area",
                remedy=near(code or asked, held.register.by_code, called),
            )  # fmt: skip


def check_breakdowns(breakdowns: Iterable[str], indicators: Sequence[str], held: World) -> None:
    """Refuse a breakdown in which nothing was ever told; names those in which the indicators are told."""
    asked = {one for one in breakdowns if one}
    worked_out = any(code not in held.measures or held.measures[code].formula for code in indicators)
    told = Observation.objects.exclude(breakdown="")
    mine = told.filter(indicator__code__in=indicators)
    for unknown in sorted(asked - set((told if worked_out else mine).filter(breakdown__in=asked).order_by()
                                      .values_list("breakdown", flat=True).distinct())):  # fmt: skip
        some = sorted(mine.order_by().values_list("breakdown", flat=True).distinct())
        raise NotFound(
            Message(gettext_noop('Nothing is told by the breakdown "{text}".'), {"text": unknown}), place="breakdown",
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(some)})
            if some else gettext_noop("Leave it out: there is only the whole."),
        )  # fmt: skip


def check_vintage(code: str) -> None:
    """Raise `NotFound` with the vintages that there are."""
    known = list(catalogue.vintages().values_list("code", flat=True))
    if code not in known:
        raise NotFound(
            Message(gettext_noop("There is no vintage named {code}."), {"code": code}), place="vintage",
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(known)})
            if known else gettext_noop("No state has been frozen yet; ask by a day instead."),
        )  # fmt: skip


def derived_from(text: str) -> Derived:
    """`CODE=formula in UNIT`, such as "PER_HEAD=[BUDGET_REV]/[POPULATION] in VND_mn_per_person"."""
    code, equals, rest = text.partition("=")
    formula, _in, unit = rest.rpartition(" in ")
    if not (equals and code.strip() and formula.strip() and unit.strip()):
        raise BadInput(
            Message(gettext_noop('"{text}" does not define an indicator.'), {"text": text}), place="formula",
            remedy=gettext_noop('Write it as "CODE=formula in UNIT", e.g. "DOMESTIC=share([A], [B]) in %".'),
        )  # fmt: skip
    return Derived(code.strip(), formula.strip(), unit_code(unit.strip()))


def unit_code(text: str) -> str:
    """The code of a unit, or of a quotient of two, by code or by its Vietnamese or English name, as files name it."""
    found = _one_unit(text)
    if not found:
        whole, slash, per = text.partition("/")
        parts = (_one_unit(whole), "person" if fold(per) == "person" else _one_unit(per))
        found = "/".join(parts) if slash and all(parts) else ""
    if found:
        return found
    named = [(one.code, label) for one in UNITS.values() for label in dict.fromkeys((one.label_vi, one.label_en))]
    raise BadInput(
        Message(gettext_noop('"{text}" is not a known unit.'), {"text": text}),
        place="formula",
        remedy=near(text, UNITS, named, gettext_noop("Write the code of a unit, such as {codes}.")),
    )


def _one_unit(text: str) -> str:
    wanted = fold(text)
    if text.strip() in UNITS:
        return text.strip()
    return next((one.code for one in UNITS.values() if wanted in _names_of_unit(one.code) - {""}), "")


def _names_of_unit(code: str) -> set[str]:
    one = UNITS[code]
    return {fold(name) for name in (one.code, one.label_vi, one.label_en, one.one_en)}


def near(text: str, codes: Iterable[str], called: Iterable[tuple[str, str]], otherwise: str = "") -> Message | str:
    """What may have been meant: codes that are written alike, or of what is called so."""
    held, folded = list(codes), fold(text)
    by_folded = {fold(code): code for code in held}
    alike = difflib.get_close_matches(folded, by_folded, n=SUGGESTED, cutoff=0.6)
    found = dict.fromkeys((by_folded[one] for one in alike), "")
    names = list(called)
    by_name = {fold(name): (code, name) for code, name in names}
    for one in difflib.get_close_matches(folded, by_name, n=SUGGESTED, cutoff=0.75):
        found[by_name[one][0]] = f" ({by_name[one][1]})"
    for code, name in names:
        if folded in fold(name) and not found.get(code):
            found[code] = f" ({name})"
    if found:
        listed = ", ".join(f"{code}{name}" for code, name in list(found.items())[:SUGGESTED])
        return Message(gettext_noop("Did you mean {near}?"), {"near": listed})
    if otherwise:
        return Message(otherwise, {"codes": ", ".join(held)})
    return gettext_noop("Look the code up on the pages Figures and Areas.")
