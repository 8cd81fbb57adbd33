"""What the documentation says exists, and what is generated is current."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs import settings_page
from docs.generate import PAGES, REFERENCE
from quarterdeck.config.cli import COMMANDS
from quarterdeck.config.messages import ROOMS
from quarterdeck.core.rights import SYSTEM
from quarterdeck.desk.actions import set_up_store
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.rules.importing import COLUMNS
from tests.world import NOW, TODAY

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
TEXTS = sorted([*PROJECT.glob("*.md"), *DOCS.rglob("*.md")])
NAMES = [str(path.relative_to(PROJECT)) for path in TEXTS]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILLED = re.compile(r"%\(\w+\)s|\{\w+\}")
PICTURE_BYTES = 300_000


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def _anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as they are commonly made: lower case, no signs, dashes for blanks."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head).lower()).replace(" ", "-")
        for head in heads
    }


def _shell(text: str) -> Iterator[str]:
    """Lines of shell blocks and code in running text."""
    for language, block in FENCE.findall(text):
        if language in ("sh", "text", "ini"):
            yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name](), f"run `make docs`: docs/reference/{name} is stale"


@pytest.mark.parametrize("path", TEXTS, ids=NAMES)
def test_every_link_leads_somewhere(path: Path) -> None:
    broken = []
    for link in LINK.findall(_without_code(path.read_text("utf-8"))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        file, _hash, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.is_file() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", TEXTS, ids=NAMES)
def test_commands_targets_variables_and_files_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    variables = settings_page.names_in_code()[0] | {"QUARTERDECK_TEST_STORE"}
    lines = list(_shell(path.read_text("utf-8")))
    named = {
        "command": {word for line in lines for word in re.findall(r"(?:^|bin/)quarterdeck ([a-z]+)", line)},
        "target": {word for line in lines for word in re.findall(r"(?:^|\s)make ([a-z-]+)", line)},
        "variable": {word for line in lines for word in re.findall(r"QUARTERDECK_[A-Z_]+", line)},
    }
    assert named["command"] - set(COMMANDS) == set()
    assert named["target"] - targets == set()
    assert named["variable"] - variables == set()
    files = {line for line in lines if re.fullmatch(r"(?:docs|src|packs|demo|tests|deploy|bench)/[\w./-]+", line)}
    assert {name for name in files if not (PROJECT / name).exists()} == set()


def _words_of_the_screens() -> set[tuple[str, str]]:
    """Every text of the pages as (Vietnamese, English), what is filled in written as "…"."""
    words = set()
    for path in ROOMS.rglob("locale/vi/LC_MESSAGES/django.po"):
        for message in read_po(io.BytesIO(path.read_bytes()), locale="vi"):
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            vietnamese = message.string if isinstance(message.string, tuple) else (message.string,)
            words |= {(FILLED.sub("…", vi), FILLED.sub("…", en)) for vi in vietnamese for en in english}
    return words


def test_buttons_and_headings_are_called_as_they_are_on_the_screen() -> None:
    known = _words_of_the_screens()
    named = {
        (str(path.relative_to(DOCS)), *pair)
        for path in [*DOCS.glob("how-to/*.md"), *DOCS.glob("tutorials/*.md")]
        for pair in re.findall(r"\*\*([^*]+)\*\*\s\(([^)]+)\)", " ".join(path.read_text("utf-8").split()))
    }
    assert len(named) > 10
    assert {one for one in named if one[1:] not in known} == set()


def test_the_program_that_adds_an_indicator_runs(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_store(pack="vn", province="24", day=TODAY, by=SYSTEM, at=NOW)
    Indicator.objects.filter(code="POPULATION").delete()
    text = (DOCS / "how-to/add-an-indicator-or-a-pack.md").read_text("utf-8")
    (program,) = re.findall(r"<<'END'\n(.*?)^END", text, re.MULTILINE | re.DOTALL)
    exec(program, {})
    assert capsys.readouterr().out == "added: POPULATION\n"


def test_the_page_on_imports_names_every_column() -> None:
    text = (DOCS / "how-to/import-figures.md").read_text("utf-8")
    assert [one.value for one in COLUMNS if f"| `{one.value}` | {one.label_vi} |" not in text] == []


def test_every_command_has_a_heading() -> None:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"## quarterdeck {name}\n" not in text] == []


def test_every_setting_has_a_row() -> None:
    environment, config = settings_page.names_in_code()
    text = (REFERENCE / "settings.md").read_text("utf-8")
    assert [name for name in sorted(environment | config) if f"| `{name}` |" not in text] == []


def test_the_index_names_every_page() -> None:
    pages = {
        path for mode in ("tutorials", "how-to", "reference", "explanation") for path in (DOCS / mode).glob("*.md")
    }
    linked = {
        (DOCS / link.partition("#")[0]).resolve() for link in LINK.findall((DOCS / "index.md").read_text("utf-8"))
    }
    assert {path.name for path in pages - linked} == set()


def test_decisions_are_short_and_listed() -> None:
    records = sorted((DOCS / "decisions").glob("0*.md"))
    assert {path.name: count for path in records if (count := len(path.read_text("utf-8").splitlines())) > 15} == {}
    listed = LINK.findall((DOCS / "decisions/index.md").read_text("utf-8"))
    assert listed == [path.name for path in records]


def test_the_picture_of_the_readme_is_small() -> None:
    assert 10_000 < (DOCS / "images/review.png").stat().st_size < PICTURE_BYTES
