"""The register of Viet Nam in the pack, and a synthetic one of another country, against what is known of them."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.conf import settings

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.models import Area, AreaEvent
from quarterdeck.areas.queries import neighbourhood, province, register
from quarterdeck.areas.rules.registers import FILES, RegisterFiles, read_register
from quarterdeck.core.lineage import Register, Severity, Unit, crosswalk
from quarterdeck.core.rights import SYSTEM
from tests.areas.registers import CHANGES, SUCCESSIONS, UNITS, read
from tests.world import NOW, TODAY

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def files() -> RegisterFiles:
    folder = settings.PACKS / "vn/areas"
    return read_register({name: (folder / name).read_bytes() for name in FILES})


@pytest.fixture(scope="module")
def held(files: RegisterFiles) -> Register:
    return Register(
        [row.unit for row in files.units], [row.succession for row in files.successions],
        [row.event for row in files.changes],
    )  # fmt: skip


def counts(found: Register, day: date) -> list[int]:
    levels = Counter(unit.level for unit in found.state(day))
    return [levels[level] for level in (1, 2, 3)]


def test_the_pack_holds_no_error(files: RegisterFiles) -> None:
    assert [one for one in files.checked() if one.severity is Severity.ERROR] == []
    assert files.notes == ()


@pytest.mark.parametrize(("day", "expected"), [(EVE, [63, 696, 10035]), (DAY, [34, 0, 3321])])
def test_viet_nam_has_its_units(held: Register, day: date, expected: list[int]) -> None:
    assert counts(held, day) == expected


@pytest.mark.parametrize(
    ("day", "communes"), [(date(2019, 12, 31), 230), (date(2020, 1, 1), 209), (date(2025, 1, 1), 192)]
)
def test_bac_giang_has_ten_districts_and_its_communes(held: Register, day: date, communes: int) -> None:
    home = held.on("24", day)
    assert home is not None
    districts = held.children(home, day)
    assert (len(districts), sum(len(held.children(one, day)) for one in districts)) == (10, communes)


def test_bac_giang_became_58_of_the_99_communes_of_bac_ninh_exactly(held: Register) -> None:
    home, after = held.on("24", EVE), held.on("24", DAY)
    assert home is not None
    assert after is not None
    found = crosswalk(held, EVE, DAY, level=3)
    sources = {unit.uid for unit in held.below(home, EVE) if unit.level == 3}
    targets = {pair.target for uid in sources for pair in found.of[uid]}
    assert len(held.children(after, DAY)) == 99
    assert len(targets) == 58
    assert all(pair.share == 1 for uid in sources for pair in found.of[uid])


def test_2909_communes_are_exact_sums_and_381_units_were_divided_nobody_knows_how(held: Register) -> None:
    found = crosswalk(held, EVE, DAY, level=3)
    divided = [pairs for pairs in found.of.values() if len(pairs) > 1]
    unknown = [pairs for pairs in divided if any(pair.share is None for pair in pairs)]
    assert (len(divided), len(unknown)) == (440, 381)
    every = crosswalk(held, EVE, DAY)
    assert sum(every.exact(unit.uid) for unit in held.state(DAY, 3)) == 2909


def test_a_part_of_thanh_hai_went_to_bien_son(held: Register) -> None:
    before, after = held.on("07549", date(2024, 12, 31)), held.on("07555", date(2025, 1, 1))
    assert before is not None
    assert after is not None
    for by, share in (("population", 2.90), ("land", 41.2)):
        found = crosswalk(held, date(2024, 12, 31), date(2025, 1, 1), by=by, level=3)
        (pair,) = [pair for pair in found.of[before.uid] if pair.target == after.uid]
        assert pair.share is not None
        assert float(pair.share * 100) == pytest.approx(share, abs=0.05)


def test_a_store_of_2024_knows_what_is_coming_and_looks_only_around_itself(db: None, files: RegisterFiles) -> None:
    import_register(register=files, steered="24", as_of=TODAY, by=SYSTEM, at=NOW)
    home = province(TODAY)
    assert home is not None
    assert (home.name_en, home.valid_to, home.expected_to) == ("Bac Giang Province", None, DAY)
    assert not AreaEvent.objects.filter(day__lte=TODAY).exclude(standing="in_force").exists()
    assert not AreaEvent.objects.filter(day__gt=TODAY).exclude(standing="planned").exists()
    assert counts(register(expected=True), DAY) == [34, 0, 3321]
    assert counts(register(), DAY)[0] == 63
    assert Area.objects.count() == len(files.units)
    around = [unit for _, unit in neighbourhood() if unit.alive_on(TODAY)]
    assert Counter(unit.level for unit in around) == {1: 63, 2: 10, 3: 209}


def communes(seed: int) -> Iterator[tuple[str, str]]:
    """Lines of a made-up register (file, line): one canton in ten years, up to three chained events on a day."""
    draw = random.Random(seed)
    alive = {f"{code:04}": "2000-01-01" for code in range(300)}
    lines: dict[str, str] = {}
    for step in range(120):
        day = (date(2001, 1, 1) + timedelta(days=30 * step)).isoformat()
        taken, code = draw.sample(sorted(alive), 2)
        for place in range(draw.randint(1, 3)):
            uid, into = f"{code}@{alive[code]}", f"{day}{'abc'[place]}"
            lines[uid] = f"{uid},{code},1,Commune {code},,commune,,{alive[code][:10]},{day}"
            yield "succession.csv", f"{uid},{code}@{into},1,1,exact,E{step}-{place}"
            if place == 0:
                gone = f"{taken}@{alive.pop(taken)}"
                lines[gone] = f"{gone},{taken},1,Commune {taken},,commune,,{gone[5:15]},{day}"
                yield "succession.csv", f"{gone},{code}@{into},1,1,exact,E{step}-{place}"
            alive[code] = into
            yield "changes.csv", f"E{step}-{place},{day},{'rename' if place else 'merge'},{code},"
    for code, begin in alive.items():
        lines[f"{code}@{begin}"] = f"{code}@{begin},{code},1,Commune {code},,commune,,{begin[:10]},"
    yield from (("units.csv", line) for line in lines.values())


def test_a_register_with_chains_on_a_day_is_followed_without_a_word_of_viet_nam(db: None) -> None:
    made = {"units.csv": [UNITS], "changes.csv": [CHANGES], "succession.csv": [SUCCESSIONS]}
    for file, line in communes(7):
        made[file].append(line)
    found = read(made)
    assert [one for one in found.checked() if one.severity is Severity.ERROR] == []
    import_register(register=found, by=SYSTEM, at=NOW)
    stored = register()
    assert any(unit.valid_from == unit.valid_to for unit in stored.units.values())
    walked = crosswalk(stored, date(2000, 6, 1), date(2012, 1, 1))
    assert len(walked.of) == 300
    assert {pair.share for pair in walked.pairs} == {Fraction(1)}
    assert len(walked.into) == len(stored.state(date(2012, 1, 1))) == 180


def test_a_unit_has_one_name_in_the_reader_s_language(held: Register) -> None:
    unit = held.on("24", EVE)
    assert isinstance(unit, Unit)
    assert (unit.name("vi"), unit.name("en")) == ("Tỉnh Bắc Giang", "Bac Giang Province")
