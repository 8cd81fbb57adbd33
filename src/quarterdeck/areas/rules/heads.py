"""The columns of a register's files: which must be there, which may, and which look misspelt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage.rows import CHANGES_FILE, SUCCESSIONS_FILE, UNITS_FILE
from quarterdeck.core.messages import Message, gettext_noop

NEEDED: Mapping[str, tuple[str, ...]] = {
    UNITS_FILE: ("uid", "code", "level", "valid_from"),
    CHANGES_FILE: ("change_id", "date", "kind"),
    SUCCESSIONS_FILE: ("predecessor", "successor"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    UNITS_FILE: (
        "name_vi", "name", "name_en", "kind", "parent_code", "valid_to", "begun_by", "ended_by",
        "valid_from_precision", "source",
    ),
    CHANGES_FILE: (
        "subkind", "level", "title", "title_vi", "title_en", "legal_basis", "act_date", "adopted_on", "status",
        "order", "note", "group", "province_scope", "units",
    ),
    SUCCESSIONS_FILE: ("share", "share_area", "quality", "change_id", "status", "basis"),
}  # fmt: skip
_MEASURED = re.compile(r"(share|quality)(_\w+)?")
_USUAL = ("share_area", "share_land", "share_population", "quality_area", "quality_land", "quality_population")
_ALIKE = 0.8  # as difflib measures it: one letter wrong or two changed places in a word of eight


def check_heads(file: str, heads: Sequence[str]) -> list[Message]:
    """Notes about the columns of a file. Raises `BadInput` where one is missing that must be there, or is twice."""
    needed = [name for name in NEEDED[file] if name not in heads]
    if file == UNITS_FILE and not {"name", "name_vi"} & set(heads):
        needed.append("name_vi")
    if needed:
        raise _missing(file, needed)
    twice = sorted({name for name in heads if name and heads.count(name) > 1})
    if twice:
        raise BadInput(
            Message(gettext_noop("The column {column} is there twice."), {"column": twice[0]}), place=f"{file}:1",
            remedy=gettext_noop("Keep one of the two."),
        )  # fmt: skip
    return [*_unread(file, heads), *(_silent(heads) if file == SUCCESSIONS_FILE else ())]


def _unread(file: str, heads: Sequence[str]) -> Iterator[Message]:
    known = {*NEEDED[file], *OPTIONAL[file]}
    measured = [name for name in heads if file == SUCCESSIONS_FILE and _MEASURED.fullmatch(name)]
    extra = [name for name in heads if name not in known and name not in measured]
    if extra:
        params = {"file": file, "columns": ", ".join(name or "—" for name in extra)}
        yield Message(gettext_noop("{file}: these columns are not read: {columns}."), params)
    for name in extra:
        for meant in get_close_matches(name, sorted(known - set(heads)), 1, _ALIKE):
            params = {"file": file, "column": name, "meant": meant}
            yield Message(gettext_noop("{file}: is the column {column} meant to be {meant}?"), params)
    for name in measured:
        for meant in get_close_matches(name, _USUAL, 1, _ALIKE) if name not in (*known, *_USUAL) else ():
            params = {"file": file, "column": name, "meant": meant}
            yield Message(
                gettext_noop("{file}: the column {column} is read as one of its own; is it meant to be {meant}?"),
                params,
            )


def _silent(heads: Sequence[str]) -> Iterator[Message]:
    """What successions do not say for want of a column."""
    about = {"file": SUCCESSIONS_FILE}
    if not {"share", "share_population"} & set(heads):
        yield Message(gettext_noop("{file} has no column share: every share of people is unknown."), about)
    if not any(name.startswith("quality") for name in heads):
        yield Message(
            gettext_noop("{file} has no column quality: shares of 0 and 1 are exact, all others estimated."), about
        )
    if "change_id" not in heads:
        yield Message(gettext_noop("{file} has no column change_id: no succession tells its event."), about)


def _missing(file: str, columns: Sequence[str]) -> BadInput:
    return BadInput(
        Message(gettext_noop("These columns are missing: {columns}."), {"columns": ", ".join(columns)}),
        place=f"{file}:1",
        remedy=Message(
            gettext_noop("The first line must name the columns; these must be there: {columns}."),
            {"columns": ", ".join((*NEEDED[file], *(("name_vi",) if file == UNITS_FILE else ())))},
        ),
    )
