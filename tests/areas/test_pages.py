"""The reading pages of areas: the tree, a unit's life, then and now, who became whom, and the map through time."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from quarterdeck.areas.cli.detection import detect
from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import forget
from quarterdeck.config.messages import ROOMS
from quarterdeck.core.links import Backlink, register_backlinks
from tests.world import LONG_AGO, MERGER, World

SignIn = Callable[..., Client]
TWO_DAYS = "from=2024-12-31&to=2025-01-01"
PAGES = (
    "/areas/", "/areas/?under=*&open=*", "/areas/?q=xa+mot", "/areas/units/C4@2025-01-01/",
    "/areas/units/C1@2010-01-01/", f"/areas/compare/?{TWO_DAYS}", f"/areas/flow/?{TWO_DAYS}",
    f"/areas/flow/?{TWO_DAYS}&form=list", "/areas/map/?day=2025-01-01", "/areas/map/?day=2025-01-01&level=3",
)  # fmt: skip


def read(client: Client, address: str, status: int = 200) -> str:
    """The page as people read it: without its tags, spaces drawn together."""
    answer = client.get(address)
    assert answer.status_code == status, address
    page = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'").split())


def planned_split(world: World) -> AreaEvent:
    """Commune Three is to become Five and Six in 2026; what each takes of its people is not known."""
    day = date(2026, 1, 1)
    event = AreaEvent.objects.create(
        code="E2", kind="split", day=day, adopted_on=date(2026, 2, 1), act="9/NQ", standing="planned",
        title_vi="Chia Xã Ba", title_en="Commune Three is split",
    )  # fmt: skip
    before = world.areas["C3"]
    before.expected_to, before.ended_by = day, event
    before.save()
    for code, name in (("C5", "Năm"), ("C6", "Sáu")):
        after = Area.objects.create(uid=f"{code}@2026-01-01", code=code, level=3, kind="commune", name_vi=f"Xã {name}",
                                    name_en=f"Commune {name}", parent_code="D2", valid_from=day, standing="planned",
                                    begun_by=event)  # fmt: skip
        Succession.objects.create(
            predecessor=before, successor=after, event=event, shares={"population": ["", "unknown"]}
        )
    forget()
    return event


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_answers_in_both_languages(signed_in: SignIn, language: str) -> None:
    client = signed_in("inspector", language)
    assert all(client.get(page).status_code == 200 for page in PAGES)


def test_pages_ask_the_same_few_questions_however_many_units_there_are(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Area.objects.bulk_create(
        Area(uid=f"N{number}@2010-01-01", code=f"N{number}", level=3, kind="commune", name_vi=f"Xã {number}",
             name_en=f"Commune {number}", parent_code="D2", valid_from=LONG_AGO)
        for number in range(80)
    )  # fmt: skip
    client = signed_in("specialist")
    client.get("/areas/")
    for page in PAGES:
        with django_assert_max_num_queries(12):
            client.get(page)


def test_nobody_reads_areas_without_an_account(db: None) -> None:
    assert Client().get("/areas/").status_code == 302


def test_the_tree_starts_at_the_province_and_opens_without_a_script(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    closed = read(client, "/areas/?day=2024-12-31")
    assert "Sample Province on 31 December 2024" in closed
    assert "City One" in closed
    assert "Commune One" not in closed
    opened = read(client, "/areas/?day=2024-12-31&under=P&open=D1")
    assert "Commune One" in opened
    assert "Commune Three" not in opened
    assert "Commune Three" in read(client, "/areas/?day=2024-12-31&open=*")


def test_the_tree_is_that_of_the_day(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    after = read(client, "/areas/?day=2025-01-01&under=D1")
    assert "Commune Four" in after
    assert "Commune One" not in after
    assert "No unit is recorded on this day" in read(client, "/areas/?day=2009-12-31")
    assert "lowest level" in read(client, "/areas/?day=2025-01-01&under=C4")


def test_one_branch_opens_by_itself(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    opened = client.get("/areas/branch/D1@2010-01-01/?day=2024-12-31&opened=1&under=P").content.decode()
    assert opened.count("<tr>") == 3
    assert "Close City One" in opened
    closed = client.get("/areas/branch/D1@2010-01-01/?day=2024-12-31&under=P").content.decode()
    assert closed.count("<tr>") == 1
    assert "<tr>" not in client.get("/areas/branch/D9@2010-01-01/?day=2024-12-31").content.decode()


@pytest.mark.parametrize("words", ["xa mot", "Xã Một", "XÃ MỘT", "commune one", "C1"])
def test_search_finds_units_that_are_gone_and_says_what_became_of_them(signed_in: SignIn, words: str) -> None:
    page = read(signed_in("specialist", "vi"), f"/areas/?day=2025-06-01&q={words}")
    assert "Xã Một" in page
    assert "đến 31/12/2024; nhập vào Xã Bốn" in page


def test_search_says_when_nothing_bears_the_name(signed_in: SignIn) -> None:
    assert "No unit of any time has such a name" in read(signed_in("specialist", "en"), "/areas/?q=xyzzy")
    page = read(signed_in("specialist", "en"), f"/areas/?q={'z' * 100}")
    assert "z" * 50 in page
    assert "z" * 70 not in page


def test_the_state_of_a_day_is_a_file(signed_in: SignIn) -> None:
    answer = signed_in("specialist", "en").get("/areas/export.csv?day=2025-01-01&under=P")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Code"] for row in rows] == ["P", "D1", "D2", "C3", "C4"]
    assert rows[-1]["First day"] == "2025-01-01"
    assert "areas_P_2025-01-01.csv" in answer["Content-Disposition"]
    assert signed_in("specialist").get("/areas/export.pdf").status_code == 404


def test_days_that_are_none_and_codes_of_no_unit_are_refused_with_the_remedy(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    assert "Write it like 2025-01-01" in read(client, "/areas/?day=30/02/2025", 400)
    for far in ("/areas/compare/?from=0001-01-01", "/areas/map/?day=2999-01-01"):
        page = read(client, far, 400)
        assert "Choose a day from 1 January 2010, when the register begins, to 31 December 2200" in page
        assert "Write it like" not in page
    assert "a code can mean another unit" in read(client, "/areas/?under=ZZ", 404)
    assert "Choose population or land" in read(client, "/areas/compare/?by=gold", 400)
    assert "1 is the highest" in read(client, "/areas/map/?level=x", 400)


def test_a_unit_tells_its_life(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    gone = read(client, "/areas/units/C1@2010-01-01/")
    assert "until 31 December 2024; merged into Commune Four" in gone
    assert "12/NQ (2024-11-01)" in gone
    heir = read(client, "/areas/units/C4@2025-01-01/")
    assert "Commune One C1" in heir
    assert heir.count("the whole") == 2
    assert read(client, "/areas/units/nobody/", 404)


def test_a_unit_names_the_other_units_that_bear_its_code(world: World, signed_in: SignIn) -> None:
    Area.objects.filter(uid="D2@2010-01-01").update(valid_to=MERGER)
    Area.objects.create(uid="D2@2025-01-01", code="D2", level=2, kind="district", name_vi="Huyện Khác",
                        name_en="Another District", parent_code="P", valid_from=MERGER)  # fmt: skip
    forget()
    page = read(signed_in("specialist", "en"), "/areas/units/D2@2010-01-01/")
    assert "The code D2 means other units at other times: Another District from 1 January 2025" in page


def test_what_is_planned_is_called_so(world: World, signed_in: SignIn) -> None:
    planned_split(world)
    client = signed_in("specialist", "en")
    page = read(client, "/areas/units/C3@2010-01-01/")
    assert "(planned, not in force yet)" in page
    assert "unknown share of the population" in page
    assert "followed by statistics from 1 February 2026" in page
    assert "1 January 2026 planned" in read(client, "/areas/")
    assert "Changes count here that are planned" in read(client, "/areas/compare/?from=2025-12-31&to=2026-01-01")
    assert "Changes count here" not in read(client, "/areas/compare/?from=2023-12-31&to=2024-01-01")


def test_a_unit_whose_event_was_withdrawn_says_so(world: World, signed_in: SignIn) -> None:
    planned_split(world)
    Area.objects.filter(code="C5").update(standing="withdrawn")
    forget()
    assert "never came to be" in read(signed_in("specialist", "en"), "/areas/units/C5@2026-01-01/")


def test_a_unit_shows_what_other_rooms_hang_on_it(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quarterdeck.core.links._FINDERS", {})
    register_backlinks("area", lambda uid: [Backlink("figures", f"Figures of {uid}", "/figures/?area=C4", "reported")])
    page = read(signed_in("specialist", "en"), "/areas/units/C4@2025-01-01/")
    assert "reported Figures of C4@2025-01-01" in page


def test_then_and_now_counts_and_shows_what_changed(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    page = read(client, f"/areas/compare/?{TWO_DAYS}")
    assert "3 units on 31 December 2024 2 units on 1 January 2025 2 exact" in page
    assert "Merged" in page
    assert "Commune Three" in page
    changed = read(client, f"/areas/compare/?{TWO_DAYS}&changed=1").split("What became of each unit", 1)[1]
    assert "Commune Three" not in changed
    assert "no unit of this level" in read(client, f"/areas/compare/?{TWO_DAYS}&level=7")


def test_going_back_shares_of_a_merged_unit_are_unknown(signed_in: SignIn) -> None:
    page = read(signed_in("specialist", "en"), "/areas/compare/?from=2025-01-01&to=2024-12-31&changed=1")
    assert "Formed of several" in page
    assert "Unknown" in page


def test_then_and_now_is_a_file_with_one_row_for_each_pair(world: World, signed_in: SignIn) -> None:
    planned_split(world)
    query = "from=2025-12-31&to=2026-01-01&under=D2"
    answer = signed_in("specialist", "en").get(f"/areas/compare/export.csv?{query}")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert [(row[0], row[4], row[6], row[7]) for row in rows] == [
        ("C3", "C5", "", "Unknown"),
        ("C3", "C6", "", "Unknown"),
    ]
    assert signed_in("specialist").get(f"/areas/compare/export.xlsx?{query}").content.startswith(b"PK")


def test_the_workbook_tells_the_legal_acts_and_is_read_again_by_detect(
    world: World, signed_in: SignIn, tmp_path: Path
) -> None:
    for between in (TWO_DAYS, "from=2025-01-01&to=2024-12-31"):
        data = signed_in("specialist", "en").get(f"/areas/compare/export.xlsx?{between}").content
        table, origin = load_workbook(io.BytesIO(data)).worksheets
        heads = [cell.value for cell in table[3]]
        acts = {row[0].value: row[heads.index("Legal acts")].value for row in table.iter_rows(min_row=4)}
        assert set(acts.values()) == {"12/NQ (2024-11-01)", ""}
        facts = [(row[0].value, row[1].value) for row in origin.iter_rows(min_row=3)]
        assert ("Legal acts", "12/NQ (2024-11-01)") in facts
        assert "–" not in dict(facts)
        (tmp_path / "own.xlsx").write_bytes(data)
        told = CliRunner().invoke(detect, [str(tmp_path / "own.xlsx"), "--json"])
        assert json.loads(told.output)["codes_column"].startswith("Code on")


def test_the_flow_draws_every_changed_unit_and_says_the_same_as_a_list(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    drawing = client.get(f"/areas/flow/?{TWO_DAYS}").content.decode()
    assert drawing.count('class="stream stream-sure" data-target="C4@2025-01-01"') == 2
    assert 'data-said="Commune One → Commune Four: the whole"' in drawing
    assert "C3@2010-01-01" not in drawing.split("<svg", 1)[1]
    listed = read(client, f"/areas/flow/?{TWO_DAYS}&form=list")
    assert "Commune Four Commune One , Commune Two" in listed
    assert "Commune Three" in read(client, f"/areas/flow/?{TWO_DAYS}&all=1&form=list")
    only = client.get(f"/areas/flow/?{TWO_DAYS}&all=1&into=C3@2010-01-01").content.decode()
    assert only.count("flow-source") == 1


def test_unknown_shares_are_drawn_hollow_and_said(world: World, signed_in: SignIn) -> None:
    planned_split(world)
    page = signed_in("specialist", "en").get("/areas/flow/?from=2025-12-31&to=2026-01-01").content.decode()
    assert page.count('class="stream stream-unknown" data-target') == 2
    assert "Commune Three → Commune Năm: share unknown" in page


def test_too_many_units_are_not_drawn_but_narrowed(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterdeck.areas.views.flow.MOST_UNITS", 2)
    monkeypatch.setattr("quarterdeck.areas.views.compare.MOST_UNITS", 2)
    client = signed_in("specialist", "en")
    for page in ("flow", "compare"):
        shown = read(client, f"/areas/{page}/?{TWO_DAYS}")
        assert "3 units are too many to read" in shown
        assert "City One" in shown


def test_the_room_has_no_text_without_vietnamese_in_its_reading_pages() -> None:
    room = ROOMS / "areas"
    catalogue = read_po(io.BytesIO((room / "locale/vi/LC_MESSAGES/django.po").read_bytes()), locale="vi")
    missing = {entry.id for entry in catalogue if entry.id and not any(_texts(entry.string))}
    said = " ".join(path.read_text(encoding="utf-8") for path in _pages(room))
    assert [text for text in missing if isinstance(text, str) and text in said] == []


def _pages(room: Path) -> list[Path]:
    views = ("asked", "compare", "drawing", "files", "flow", "index", "map", "unit", "words")
    templates = [path for path in (room / "templates/areas").glob("*.html") if "event" not in path.name]
    return [*templates, *(room / f"views/{view}.py" for view in views)]


def _texts(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)
