"""Collect the texts that people see into each room's catalogue, and compile the catalogues."""

import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "ngettext": (1, 2),
    "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def texts_of(path: Path) -> Iterator[tuple[object, str | None]]:
    """Each marked text of a source file or template with its context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix in (".html", ".txt"):
        # Only the marked texts matter: what is left of the markup must not be taken for Python's indentation.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, _function, message, _comments in _extract(source):
        yield message


def _extract(source: str) -> Iterator[tuple[int, str, tuple[object, str | None], list[str]]]:
    stream = io.BytesIO(source.encode())
    for line, function, messages, comments in extract_python(stream, list(KEYWORDS), (), {"encoding": "utf-8"}):
        spec = KEYWORDS.get(function)
        parts = messages if isinstance(messages, tuple) else (messages,)
        if function in ("pgettext", "npgettext"):
            context, *parts = parts
        else:
            context = None
        if not parts or not all(isinstance(part, str) for part in parts[: 2 if spec and function != "pgettext" else 1]):
            continue
        text = tuple(parts[:2]) if function.startswith(("ng", "np")) else parts[0]
        yield line, function, (text, context), comments


def collect(room: Path) -> Catalog:
    """The room's Vietnamese catalogue with every text of the room in it."""
    po = room / "locale/vi/LC_MESSAGES/django.po"
    old = read_po(io.BytesIO(po.read_bytes()), locale="vi") if po.exists() else Catalog(locale="vi")
    new = Catalog(locale="vi", charset="utf-8", header_comment="# Vietnamese texts of this room.", fuzzy=False)
    sources = sorted([*room.rglob("*.py"), *room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")])
    for path in sources:
        if "migrations" in path.parts:
            continue
        for text, context in texts_of(path):
            if not text:
                continue
            key = text[0] if isinstance(text, tuple) else text
            known = old.get(key, context)
            new.add(text, string=known.string if known else None, context=context)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    """Texts that have no Vietnamese yet."""
    return [str(entry.id) for entry in catalogue if entry.id and not any(_strings(entry.string))]


def _strings(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


def _save(room: Path, catalogue: Catalog) -> None:
    folder = room / "locale/vi/LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=110, omit_header=False, sort_output=True)
    lines = written.getvalue().decode().splitlines()
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By")
    kept = [line for line in lines if not any(mark in line for mark in dated)]
    (folder / "django.po").write_text("\n".join(kept) + "\n", encoding="utf-8")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    (folder / "django.mo").write_bytes(compiled.getvalue())


def compile_only() -> None:
    """Compile every catalogue as it stands."""
    for po in sorted(ROOMS.rglob("locale/vi/LC_MESSAGES/django.po")):
        compiled = io.BytesIO()
        write_mo(compiled, read_po(io.BytesIO(po.read_bytes()), locale="vi"))
        po.with_suffix(".mo").write_bytes(compiled.getvalue())


@click.command()
@click.option("--compile-only", "only", is_flag=True, help="Compile the catalogues as they stand; collect nothing.")
@click.option("--room", "rooms", multiple=True, help="Only this room; may be given several times.")
def messages(only: bool, rooms: tuple[str, ...]) -> None:
    """Collect the texts of every room into its catalogue, compile it, and list what has no Vietnamese yet."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    if only:
        compile_only()
        return
    for room in sorted(path.parent for path in ROOMS.glob("*/__init__.py")):
        if rooms and room.name not in rooms:
            continue
        catalogue = collect(room)
        if len(catalogue):
            _save(room, catalogue)
        for text in untranslated(catalogue):
            click.echo(f"{room.name}: {text}")
