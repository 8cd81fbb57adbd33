"""Before 1 July 2025: the provinces, Hue, and every version of the units of Bac Giang since 2019."""

from collections.abc import Mapping, Sequence

from .ledger import Ledger
from .rows import FIRST_LIST, LAST_DAY_OF_DISTRICTS, Change, Link, Unit, uid, whole
from .sources import Named, Sources
from .words import kind_of_turn, listed, merged, turned

Rows = Sequence[Mapping[str, str]]
HOME = "24"
_TOWN = "222"
_FIRST_SOURCE = "NSO list 2019-10-06"
_LAST_SOURCE = "NSO list 2025-06"
_TO_TOWNSHIP, _TO_TOWN, _TO_CITY = "510/NQ-UBTVQH15", "938/NQ-UBTVQH15", "1191/NQ-UBTVQH15"


def enter_provinces(book: Ledger, found: Sources) -> None:
    """The 63 provinces as known since the first list, and the change of Thua Thien Hue into Hue City."""
    for code, named in sorted(found.first[1].items()):
        book.begin(1, code, _spelt(named, found.last[1][code]), FIRST_LIST, _FIRST_SOURCE, "on_or_before")
    act = "175/2024/QH15"
    code = book.acts[act]["province"]
    turn(book, 1, code, found.last[1][code], act)


def _spelt(first: Named, last: Named) -> Named:
    return last if first.name.split()[0] == last.name.split()[0] else first


def enter_known(book: Ledger, found: Sources) -> None:
    """The districts and communes outside Bac Giang, known on the last day of the districts and not before."""
    for level in (2, 3):
        for code, named in sorted(found.last[level].items()):
            if not book.is_alive(level, code):
                book.begin(level, code, named, LAST_DAY_OF_DISTRICTS, _LAST_SOURCE, "on_or_before")


def enter_home(book: Ledger, found: Sources, events: Rows, shares: Rows) -> None:
    """Every version in Bac Giang since 2019; the events must lead from the first list to the last one."""
    lists = (found.first, found.middle, found.last)
    above = {2: {HOME}, 3: {code for one in lists for code, unit in one[2].items() if unit.parent == HOME}}
    home = {
        level: [{code: unit for code, unit in one[level].items() if unit.parent in above[level]} for one in lists]
        for level in (2, 3)
    }
    for level in (2, 3):
        for code, named in sorted(home[level][0].items()):
            book.begin(level, code, named, FIRST_LIST, _FIRST_SOURCE, "on_or_before")
    turns = {book.acts[act]["in_force"] for act in (_TO_TOWNSHIP, _TO_TOWN)}
    for day in sorted({row["date"] for row in events} | turns):
        later = 1 if day < book.acts[_TO_TOWN]["in_force"] else 2
        for level in (2, 3):
            told = [row for row in events if row["date"] == day and row["level"] == str(level)]
            _rearrange(book, level, home[level][later], told, [row for row in shares if row["date"] == day])
            _turn_rest(book, level, home[level][later], day, middle=later == 1)
    for level in (2, 3):
        _check(book, level, home[level][2])


def _rearrange(book: Ledger, level: int, later: Mapping[str, Named], told: Rows, shares: Rows) -> None:
    """Enter the events of a day and level that the table tells; the new names are those of the later list."""
    gone = {code for row in told for code in row["predecessors"].split()}
    if not told:
        return
    day, act = told[0]["date"], told[0]["source"]
    olds = {code: book.end(level, code, day) for code in sorted(gone)}
    made = sorted({code for row in told for code in row["successors"].split()})
    news = {code: book.begin(level, code, later[code], day, act) for code in made}
    for row in told:
        _enter(book, row, olds, news, [one for one in shares if one["predecessor"] in row["predecessors"].split()])


def _enter(
    book: Ledger, row: Mapping[str, str], olds: Mapping[str, Unit], news: Mapping[str, Unit], shares: Rows
) -> None:
    before, after = row["predecessors"].split(), row["successors"].split()
    key = after[0] if len(after) == 1 else (shares[0]["predecessor"])
    change_id = f"{row['date']}-{key}"
    parted = {one["predecessor"] for one in shares}
    links = [_part(olds, news, one, change_id) for one in shares]
    links += [
        whole(olds[code].uid, news[code if code in after else after[0]].uid, change_id)
        for code in before
        if code not in parted
    ]
    titles = _titles([olds[code] for code in before], [news[code] for code in after], row["kind"], parted)
    act = row["source"]
    book.enter(
        Change(
            change_id, row["date"], int(row["level"]), row["kind"], int(row["level"]), HOME, *titles,
            act, book.act_date(act), row["note"],
        ),
        links,
    )  # fmt: skip


def _part(olds: Mapping[str, Unit], news: Mapping[str, Unit], row: Mapping[str, str], change_id: str) -> Link:
    return Link(
        olds[row["predecessor"]].uid, news[row["successor"]].uid, row["share"], row["share_area"],
        row["basis"], row["quality"], row["quality_land"], change_id,
    )  # fmt: skip


def _titles(old: Sequence[Unit], new: Sequence[Unit], kind: str, parted: set[str]) -> tuple[str, str]:
    if len(new) == 1:
        return merged(new[0], old)
    giver = next(one for one in old if one.code in parted)
    if kind == "split":
        return (
            f"Chia {giver.name_vi} thành {listed([one.name_vi for one in new], 'và')}",
            f"{giver.name_en} divided into {listed([one.name_en for one in new], 'and')}",
        )
    taker = next(one for one in new if one.code not in parted)
    return (
        f"Điều chỉnh một phần {giver.name_vi} về {taker.name_vi}",
        f"Part of {giver.name_en} passes to {taker.name_en}",
    )


def _turn_rest(book: Ledger, level: int, later: Mapping[str, Named], day: str, *, middle: bool) -> None:
    """What the later list shows changed, with the same territory, on the day of the act that did it."""
    for code in book.codes(level):
        old, new = book.alive(level, code), later.get(code)
        if new is None or old.valid_from == day or (old.name_vi, old.parent_code) == (new.name, new.parent):
            continue
        town = _TOWN in (code, new.parent)
        act = _TO_TOWNSHIP if middle else _TO_TOWN if town else _TO_CITY
        if book.acts[act]["in_force"] == day:
            turn(book, level, code, new, act)


def turn(book: Ledger, level: int, code: str, named: Named, act: str, order: int | None = None) -> None:
    """Enter that a unit takes another name, kind or parent and keeps its territory."""
    day = book.acts[act]["in_force"]
    old = book.end(level, code, day)
    new = book.begin(level, code, named, day, act)
    moved = old.parent_code != new.parent_code
    above = book.alive(level - 1, new.parent_code) if moved and level > 1 else None
    change_id = f"{day}-{code}"
    scope = book.acts[act]["province"]
    change = Change(
        change_id, day, order or level, kind_of_turn(old, new), level, scope, *turned(old, new, above),
        act, book.act_date(act),
    )  # fmt: skip
    book.enter(change, [Link(old.uid, uid(code, day), "1", "1", "same territory", "exact", "exact", change_id)])


def _check(book: Ledger, level: int, last: Mapping[str, Named]) -> None:
    alive = {code: book.alive(level, code) for code in book.codes(level)}
    shown = {code: (unit.name_vi, unit.parent_code) for code, unit in alive.items()}
    listed_last = {code: (named.name, named.parent) for code, named in last.items()}
    if shown != listed_last:
        wrong = sorted(code for code in {*shown, *listed_last} if shown.get(code) != listed_last.get(code))
        raise ValueError(f"the events do not lead to the list of June 2025: {wrong}")
