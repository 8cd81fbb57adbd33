"""Write the reference pages from the code and the country pack, and the picture of the README.

`make docs` runs it. With `--pages` the picture is left as it is, so that no browser is needed. The pages say nothing
of the day or the machine they are made on: a test compares them with what the code says now.
"""

import argparse
import importlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import django
import yaml
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs import picture, settings_page
from quarterdeck import FLOW
from quarterdeck.areas.rules import standing as areas
from quarterdeck.config.cli import group
from quarterdeck.core import measures
from quarterdeck.core.clarity import Severity, profile_from_pack
from quarterdeck.core.rights import RIGHT_LABELS, RIGHTS, Right, Role
from quarterdeck.difficulties import rules as difficulties
from quarterdeck.difficulties.rules import calls
from quarterdeck.handbook import rules as handbook
from quarterdeck.tasks import rules as tasks

PROJECT = Path(__file__).resolve().parents[1]
REFERENCE = PROJECT / "docs/reference"
PACK = PROJECT / "packs/vn"
HELP_WIDTH = 100
POST_OF = re.compile(r"( of the|,) \{organisation\}")
ROLES: Mapping[Role, str] = {
    Role.SPECIALIST: "the office that prepares reviews and follows tasks up",
    Role.UNIT_SPECIALIST: "a specialist of a department or a district",
    Role.VERIFIER: "the statistics office, which verifies figures",
    Role.LEADER: "a leader of the province",
    Role.UNIT_LEADER: "the head of a department or a district",
    Role.INSPECTOR: "the inspectorate",
    Role.ADMINISTRATOR: "whoever runs the store",
}
FIELD_WORDS: Mapping[type[models.Field], str] = {
    models.BooleanField: "yes or no",
    models.DateTimeField: "moment",
    models.DateField: "day",
    models.DecimalField: "exact decimal number",
    models.JSONField: "structured data",
    models.TextField: "text",
    models.CharField: "text",
    models.IntegerField: "whole number",
}


def _page(title: str, intro: str, *parts: str) -> str:
    made = "Made from the code by `make docs`; do not edit it by hand."
    return "\n\n".join((f"# {title}", f"{intro} {made}", *parts)) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    cells = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in row) + " |"
                     for row in cells)  # fmt: skip


def _read(path: str) -> dict[str, object]:
    return yaml.safe_load((PACK / path).read_text(encoding="utf-8"))


def _commands(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Every command below `command` with its help, the groups before what they hold."""
    width = {"terminal_width": HELP_WIDTH, "max_content_width": HELP_WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **width)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            if (found := command.get_command(context, child)) is not None:
                yield from _commands(found, child, context)


def commands_page() -> str:
    """The help of every command."""
    found = _commands(group, "quarterdeck")
    parts = [f"## {path}\n\n```text\n{text}\n```" for path, text in found]
    return _page("Commands", "What the `quarterdeck` command can do, in its own words.", *parts)


def _addresses(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield f"`/{route}`", pattern.callback.gate


def rights_page() -> str:
    """Roles with their posts, rights by role, and the right that each address asks for."""
    data = _read("organisations.yaml")
    posts = [post for posts in data["posts_of_kind"].values() for post in posts] + (data.get("posts") or [])
    names = {
        role: sorted({POST_OF.sub("", post["name_en"]) for post in posts if post["role"] == role}) for role in Role
    }
    roles = _table(
        ["role", "who", "posts of the pack that have it"],
        [(role.replace("_", " "), ROLES[role], ", ".join(names[role]) or "–") for role in Role],
    )
    rights = _table(
        ["may", *(role.replace("_", " ") for role in Role)],
        [(RIGHT_LABELS[right], *("yes" if right in RIGHTS[role] else "" for role in Role)) for right in Right],
    )
    gates = [
        (address, "anybody" if gate == "public" else RIGHT_LABELS[gate])
        for address, gate in _addresses(get_resolver().url_patterns)
    ]
    return _page(
        "Rights",
        "An account acts as a post; the post has a role; the role has rights. A post of a district writes only what"
        " belongs to its district and its organisation.",
        f"## Roles\n\n{roles}",
        f"## Rights of each role\n\n{rights}",
        f"## What each address asks for\n\n{_table(['address', 'open to who may'], gates)}",
    )


def _measured(one: Mapping[str, str]) -> str:
    frequency, covers = measures.Frequency(one["frequency"]), measures.Accumulation(one["accumulation"])
    return "; ".join(rule.label("en").lower() for rule in (frequency, covers, measures.Better(one["better"])))


def _combined(one: Mapping[str, str]) -> str:
    time, space = measures.TimeRule(one["time_rule"]), measures.SpaceRule(one["space_rule"])
    return f"{time.value} / {space.value}" + (f" by {one['weight']}" if one.get("weight") else "")


def indicators_page() -> str:
    """The catalogue of the pack, theme by theme."""
    data = _read("indicators.yaml")
    heads = ["code", "name", "unit", "reported", "over time / areas", "answers", "formula"]
    parts = []
    for theme in data["themes"]:
        rows = [
            (f"`{one['code']}`", f"{one['name_en']} · {one['name_vi']}", measures.unit(one["unit"]).label_en,
             _measured(one), _combined(one), one["responsible"], f"`{one['formula']}`" if one.get("formula") else "")
            for one in data["indicators"] if one["theme"] == theme["code"]
        ]  # fmt: skip
        if rows:
            parts.append(f"## {theme['name_en']} · {theme['name_vi']}\n\n{_table(heads, rows)}")
    return _page(
        "Indicators",
        f"The {len(data['indicators'])} indicators of the pack `vn`. Definitions and the names by which texts call them"
        " are in `packs/vn/indicators.yaml`; [Formulas](formulas.md) explains the last column.",
        *parts,
    )


def clarity_page() -> str:
    """Every test of the five-clear profile with what it says."""
    profile = profile_from_pack(_read("clarity/five-clear.yaml"))
    weights = {Severity.BLOCKS: "blocks", Severity.WARNS: "warns", Severity.INFORMS: "informs"}
    parts = []
    for criterion, labels in profile.criteria.items():
        rows = [
            (f"`{test.code}`", name.replace("_", " "), weights[case.severity], case.reasons["en"], case.proposals["en"])
            for test in profile.tests.values() if test.criterion == criterion
            for name, case in test.cases.items()
        ]  # fmt: skip
        table = _table(["test", "case", "effect", "what is wrong", "what to do"], rows)
        parts.append(f"## {labels['en'].capitalize()} · {labels['vi']}\n\n{table}")
    return _page(
        "Tests of a clear task",
        "What must be clear before a task may be issued. What *blocks* stops it, what *warns* may be overridden by a"
        " named person, what *informs* is only said. Words in braces are filled in from the text."
        " [Clear tasks](../explanation/clear-tasks.md) gives the reasons."
        f" Profile `{profile.code}`, after: {profile.source}.",
        *parts,
    )


def _holds(field: models.Field) -> str:
    if field.is_relation:
        return f"{'several' if field.many_to_many else 'one'} {field.related_model.__name__}"
    word = next((word for kind, word in FIELD_WORDS.items() if isinstance(field, kind)), "text")
    if isinstance(field, models.CharField) and field.choices:
        return "one of " + ", ".join(f"`{value}`" for value, _label in field.choices)
    return word


def _notes(field: models.Field) -> str:
    empty = (field.null or field.blank) and not field.many_to_many and not isinstance(field, models.BooleanField)
    notes = ("unique" if field.unique else "", "may be empty" if empty else "", str(field.help_text))
    return "; ".join(note for note in notes if note)


def _model(model: type[models.Model], frozen: frozenset[str]) -> str:
    own = [field for field in (*model._meta.fields, *model._meta.many_to_many) if not field.primary_key]
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    lines = [f"### {model.__name__}", (model.__doc__ or "").replace("\n    ", "\n").strip()]
    if model._meta.db_table in frozen:
        lines.append("Rows are only added: the database refuses to change or delete one.")
    lines += [f"Each combination of {', '.join(f'`{name}`' for name in one.fields)} occurs once." for one in unique]
    lines.append(_table(["field", "holds", ""], [(f"`{one.name}`", _holds(one), _notes(one)) for one in own]))
    return "\n\n".join(lines)


def _frozen_tables(room: str) -> frozenset[str]:
    found = sorted((PROJECT / f"src/quarterdeck/{room}/migrations").glob("0*.py"))
    steps = (importlib.import_module(f"quarterdeck.{room}.migrations.{path.stem}") for path in found)
    return frozenset(table for step in steps for table in getattr(step, "TABLES", ()))


def data_model_page() -> str:
    """Every table of every room with its fields."""
    parts = []
    for room in FLOW:
        tables = [model for model in apps.get_models() if model._meta.app_label == room]
        if tables:
            summary = (importlib.import_module(f"quarterdeck.{room}").__doc__ or "").strip().split("\n")[0]
            parts += [f"## {room}\n\n{summary}", *(_model(table, _frozen_tables(room)) for table in tables)]
    return _page(
        "Data model",
        "The tables of each room, in the order of the flow; a table points only to its own room or one before it."
        " Days are half-open: `valid_from` is the first day, `valid_to` the first day no more.",
        *parts,
    )


def states_page() -> str:
    """The states of tasks, difficulties, calls, entries of the handbook and events of areas, and who must act."""
    rows = {
        "Tasks": (tasks.TRANSITIONS, [(s, label, tasks.OWNERS[owner]) for s, (label, owner) in tasks.STATES.items()]),
        "Difficulties": (difficulties.MOVES, [(s, *words) for s, words in difficulties.STATES.items()]),
        "Calls for difficulties": (calls.CALL_MOVES, [(s, *words) for s, words in calls.CALL_STATES.items()]),
        "Entries of the handbook": (handbook.MOVES, [(s, *words) for s, words in handbook.STATES.items()]),
        "Events of areas": (areas.MOVES, [(s, *words) for s, words in areas.STATES.items()]),
    }
    parts = [
        f"## {title}\n\n{_table(['state', 'means', 'who must act'], states)}\n\n```mermaid\n{moves.diagram()}\n```"
        for title, (moves, states) in rows.items()
    ]
    return _page(
        "States",
        "Which state may follow which, and who must act in it. Whether a task is late is no state: it is computed from"
        " its events and the day.",
        *parts,
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "rights.md": rights_page,
    "indicators.md": indicators_page,
    "settings.md": settings_page.page,
    "clarity-tests.md": clarity_page,
    "states.md": states_page,
    "data-model.md": data_model_page,
}


def main() -> None:
    """Write what has changed and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", action="store_true", help="write the reference pages only, not the picture")
    pages_only = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as empty_store:
        os.environ.update(QUARTERDECK_HOME=empty_store, DJANGO_SETTINGS_MODULE="quarterdeck.config.settings")
        django.setup()
        _write_pages()
    if not pages_only:
        print(picture.take(PROJECT / "docs/images/review.png"))


def _write_pages() -> None:
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
