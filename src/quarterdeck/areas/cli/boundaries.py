"""`areas boundaries`: outlines of units from GeoJSON."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import click
from django.conf import settings

from quarterdeck.areas.actions.outlines import draw_boundaries
from quarterdeck.areas.cli.asked import DAY, LEVEL, alive_on, held
from quarterdeck.areas.rules.geojson import Feature, read_features
from quarterdeck.areas.rules.matching import Keys, Matching, match
from quarterdeck.areas.rules.outlines import geometry, simplify
from quarterdeck.core.rights import SYSTEM
from quarterdeck.web import clock

FIRST = 20  # strays and units without an outline that are listed


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--date", "day", type=DAY, required=True, help="A day on which the units have these outlines.")
@LEVEL
@click.option("--commit", is_flag=True, help="Write it; without this nothing is written.")
@click.option("--accept-matched", is_flag=True, help="Write the outlines that have a unit and leave the others out.")
@click.option("--simplify", "metres", type=click.FloatRange(0), default=50, show_default=True,
              help="Leave out points nearer than this many metres to the line between the others.")  # fmt: skip
@click.option("--code-property", default="", help="The property that holds the code (default: the usual names).")
@click.option("--name-property", default="", help="The property that holds the name.")
@click.option("--parent-property", default="", help="The property that holds the unit above, by code or name.")
def boundaries(
    file: Path, day: date, level: int | None, commit: bool, accept_matched: bool, metres: float, code_property: str,
    name_property: str, parent_property: str,
) -> None:  # fmt: skip
    """Match the features of FILE (GeoJSON, degrees) with the units of a day, by code and then by name.

    Features without a unit, with several, or with one that another feature outlines already are told by their
    number; then the exit code is 1 and nothing is written unless --accept-matched is given.

    \b
    Examples:
      quarterdeck areas boundaries communes.geojson --date 2025-07-01 --level 3
      quarterdeck areas boundaries communes.geojson --date 2025-07-01 --level 3 --commit
      quarterdeck areas boundaries gemeinden.geojson --date 2024-01-01 --code-property GMDNR --simplify 200
    """
    register = held(until=day)
    alive_on(register, day, level)
    content = file.read_bytes()
    features = read_features(content, file.name)
    found = match(features, register, day, level=level, keys=Keys(code_property, name_property, parent_property))
    _tell(features, found)
    bare = found.bare(register, day)
    if bare:
        listed = ", ".join(unit.code for unit in bare[:FIRST]) + (", …" if len(bare) > FIRST else "")
        click.echo(f"{len(bare)} units beside them have no outline: {listed}")
    if found.strays and not accept_matched:
        click.echo("Nothing was written. Correct the features, or use --accept-matched.", err=True)
    elif not commit:
        click.echo("Dry run: nothing was written. Use --commit to write it.")
    else:
        _write(file.name, content, features, found, metres)
    if found.strays:
        sys.exit(1)


def _tell(features: list[Feature], found: Matching) -> None:
    for stray in found.strays[:FIRST]:
        click.echo(f"feature {stray.number} ({stray.kind}): {stray.message}", err=True)
    if len(found.strays) > FIRST:
        click.echo(f"… and {len(found.strays) - FIRST} more", err=True)
    kinds = Counter(stray.kind for stray in found.strays)
    strays = "".join(f", {count} {kind}" for kind, count in kinds.items())
    by_code = len(found.units) - found.by_name
    click.echo(f"{len(features)} features: {by_code} matched by code, {found.by_name} by name{strays}")


def _write(name: str, content: bytes, features: list[Feature], found: Matching, metres: float) -> None:
    wanted = [feature for feature in features if feature.number in found.units]
    outlines = simplify([feature.polygons for feature in wanted], metres)
    geometries = {
        found.units[feature.number].uid: geometry(polygons)
        for feature, polygons in zip(wanted, outlines, strict=True)
    }  # fmt: skip
    kept = content if len(content) <= settings.UPLOAD_LIMIT_BYTES else None
    count = draw_boundaries(geometries=geometries, name=name, content=kept, by=SYSTEM, at=clock.now())
    click.echo(f"Written: {count} outlines.")
