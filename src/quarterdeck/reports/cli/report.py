"""Write a paper of a review to a file."""

import sys
from pathlib import Path

import click

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.reports.queries import files, paper_of
from quarterdeck.reports.rules import CONTENT_TYPES, KINDS, LANGUAGES, file_name, format_of, kind_of, language_of
from quarterdeck.reviews.queries import review
from quarterdeck.web import clock


@click.command()
@click.argument("code", metavar="REVIEW")
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help="Which paper.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="vi", show_default=True, help="Its language.")
@click.option(
    "--format", "form", type=click.Choice(list(CONTENT_TYPES)), help="Its format; that of the file's name if left out."
)
@click.option("--out", type=click.Path(path_type=Path, allow_dash=True), help="The file to write, or - to print it.")
@click.option(
    "--site", default="", help='Where this store is served, e.g. "https://example.vn": numbers then lead there.'
)
@click.option("--body", default="", help="The body whose notice it is, by its code; left out, the first that signs.")
def report(code: str, kind: str, lang: str, form: str | None, out: Path | None, site: str, body: str) -> None:
    """Write the briefing book, the report, the minutes or a conclusion notice of a review, from its frozen figures.

    \b
    Examples:
      quarterdeck report 2024-Q1 --kind briefing --out briefing.pdf
      quarterdeck report 2024-Q1 --kind notice --lang en --format docx --out notice.docx
      quarterdeck report 2024-Q1 --kind report --format html --out - > report.html
      quarterdeck report 2024-Q1 --kind report --format pdf --site https://quarterdeck.example.vn

    Without --out the file is named after the review, e.g. 2024-Q1-report-vi.pdf. An office's own Word template
    replaces the one that is shipped: put it into QUARTERDECK_HOME/templates as briefing.docx, report.docx,
    minutes.docx or notice.docx. Several bodies sign a notice of one review each: --body names which is meant.
    """
    which, written, kept = kind_of(kind), language_of(lang), format_of(_format(form, out))
    now = clock.now()
    made = paper_of(review(code), which, written, today=now.date(), at=now, body=body)
    content = files.rendered(made, kept, site=site)
    if out is not None and str(out) == "-":
        sys.stdout.buffer.write(content)
        return
    target = out or Path(file_name(code, which, written, kept, body))
    _write(target, content)
    click.echo(f"{target}: {len(content) // 1024 + 1} KiB", err=True)


def _format(form: str | None, out: Path | None) -> str:
    """The format asked for, which must not contradict the file's name."""
    suffix = out.suffix.removeprefix(".").lower() if out is not None and str(out) != "-" else ""
    if form and suffix in CONTENT_TYPES and suffix != form:
        told = gettext_noop("The file is called .{suffix}, the format asked for is {form}.")
        raise BadInput(
            Message(told, {"suffix": suffix, "form": form}),
            place=str(out), remedy=gettext_noop("Leave out --format, or give the file the same ending."),
        )  # fmt: skip
    return form or (suffix if suffix in CONTENT_TYPES else "html")


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as failure:
        raise BadInput(
            Message(gettext_noop("The file cannot be written: {reason}"), {"reason": failure.strerror or failure}),
            place=str(target), remedy=gettext_noop("Name a file in a folder that exists and that you may write to."),
        ) from failure  # fmt: skip
