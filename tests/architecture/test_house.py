"""What the import linter cannot see of the house's rules."""

import ast
import importlib
import inspect
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from quarterdeck import FLOW
from quarterdeck.config.messages import ROOMS, collect, untranslated

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in ROOMS.rglob("*.py") if "migrations" not in path.parts)
PLACE = {room: position for position, room in enumerate(FLOW)}


def test_the_flow_is_the_same_in_the_package_the_settings_the_contract_and_the_readme() -> None:
    contract = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [part.strip() for layer in reversed(contract["layers"]) for part in layer.split("|")]
    rooms = [name.removeprefix("quarterdeck.") for name in settings.INSTALLED_APPS if name.startswith("quarterdeck.")]
    readme = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## The rooms")[2]
    assert layers == list(FLOW)
    assert re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE) == list(FLOW)
    assert rooms == [room for room in FLOW if room in rooms]


def test_foreign_keys_point_upstream_or_stay_in_the_room() -> None:
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in PLACE
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and field.related_model._meta.app_label in PLACE
        if PLACE[field.related_model._meta.app_label] > PLACE[model._meta.app_label]
    ]
    assert wrong == []


def _action_functions() -> Iterator[tuple[str, inspect.Signature]]:
    for path in SOURCES:
        parts = path.relative_to(ROOMS).with_suffix("").parts
        if "actions" not in parts:
            continue
        module = importlib.import_module(".".join(("quarterdeck", *parts)).removesuffix(".__init__"))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and hasattr(function, "__wrapped__"):
                yield f"{module.__name__}.{name}", inspect.signature(function)


def test_every_action_takes_who_acts_and_when_by_keyword() -> None:
    actions = dict(_action_functions())
    assert len(actions) > 20
    wrong = [
        name
        for name, signature in actions.items()
        if any(
            key not in signature.parameters or signature.parameters[key].kind is not inspect.Parameter.KEYWORD_ONLY
            for key in ("by", "at")
        )
    ]
    assert wrong == []


def test_nothing_below_the_views_reads_the_clock() -> None:
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|clock\.(now|today)\(|time\.time\(")
    allowed = {"views", "cli", "jobs", "api", "forms"}
    wrong = [
        str(path.relative_to(ROOMS))
        for path in SOURCES
        if not allowed & set(path.relative_to(ROOMS).with_suffix("").parts)
        and path.relative_to(ROOMS).parts[0] not in ("web", "config")
        and clock.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def test_every_address_has_a_gate_or_is_marked_public() -> None:
    views = dict(_views(get_resolver().url_patterns))
    assert len(views) > 20
    ungated = [route for route, view in views.items() if not hasattr(view, "gate")]
    assert ungated == []


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {str(path.relative_to(ROOMS)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno + 1 > 40:
                long[f"{path.relative_to(ROOMS)}:{node.name}"] = node.end_lineno - node.lineno + 1
    assert long == {}


def test_every_text_that_people_see_has_its_vietnamese() -> None:
    missing = {
        room.name: texts
        for room in sorted(path.parent for path in ROOMS.glob("*/__init__.py"))
        if (texts := untranslated(collect(room)))
    }
    assert missing == {}


def test_no_words_are_put_into_vietnamese_in_two_ways() -> None:
    """Catalogues are merged when a page is shown: of two translations only that of the room upstream would be seen."""
    ways: dict[tuple[object, object], set[str]] = {}
    for path in ROOMS.glob("*/locale/vi/LC_MESSAGES/django.po"):
        for entry in read_po(io.BytesIO(path.read_bytes()), locale="vi"):
            if entry.id and entry.string:
                ways.setdefault((entry.context, entry.id), set()).add(str(entry.string))
    assert {key: found for key, found in ways.items() if len(found) > 1} == {}


def test_no_template_carries_inline_styles_or_scripts() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son(?:click|load|change|submit|input|focus|blur|error|key\w+|mouse\w+)=|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")"
    )
    wrong = [
        str(path.relative_to(ROOMS))
        for path in ROOMS.rglob("templates/**/*.html")
        if "papers" not in path.parts and inline.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_lock_files_name_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-fast.txt", "package-lock.json"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://[^\s\"]+\.(whl|tgz|tar\.gz)|index-url|\"resolved\"", text), name
