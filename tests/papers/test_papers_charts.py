import json
import os
from decimal import Decimal

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.papers.charts import (
    Bar,
    IndicatorChart,
    Point,
    RankingChart,
    fingerprint,
    indicator_spec,
    png,
    ranking_spec,
    spec_of,
    svg,
)
from quarterdeck.papers.charts.drawing import _drawn
from quarterdeck.papers.charts.ranking import ranked
from quarterdeck.papers.keeping import forget_oldest
from quarterdeck.papers.sparkline import sparkline
from quarterdeck.papers.tiles import Tile, classes, tile_map
from tests.papers import sample_figures

VALUES = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=2)


def chart(*points: Point, lang: str = "vi", **more: object) -> IndicatorChart:
    return IndicatorChart(lang=lang, title="Tiêu đề", subtitle="%", note="Nguồn: Sở", points=points, **more)  # type: ignore[arg-type] # built from keywords


def layers(spec: str) -> list[dict[str, object]]:
    return json.loads(spec)["layer"]  # type: ignore[no-any-return] # JSON is untyped


def test_vietnamese_text_is_in_the_drawing() -> None:
    drawing = svg(sample_figures.growth_chart().spec, alt="Tăng trưởng")
    for text in ("Tăng trưởng quý I/2024 đạt 14,18%", "kế hoạch 14,5", "ước tính", 'aria-label="Tăng trưởng"'):
        assert text in drawing


def test_the_same_chart_gives_the_same_specification_and_picture() -> None:
    first = sample_figures.growth_chart().spec
    drawing, picture = svg(first, alt=""), png(first)
    _drawn.cache_clear()
    indicator_spec.cache_clear()
    second = sample_figures.growth_chart().spec
    assert (fingerprint(second), svg(second, alt=""), png(second)) == (fingerprint(first), drawing, picture)


def test_a_drawing_has_no_inline_style_and_no_script() -> None:
    for spec in (sample_figures.growth_chart().spec, sample_figures.districts_chart().spec):
        drawing = svg(spec, alt="x")
        assert " style=" not in drawing
        assert "<script" not in drawing


def test_text_is_drawn_in_the_registered_font_and_leaves_ink() -> None:
    """An unknown font would leave the text out of the picture: the picture with text must be larger."""
    with_text = chart(Point("I/2024", Decimal(5), "năm phẩy không"))
    without = chart(Point("I/2024", Decimal(5), ""))
    assert len(png(indicator_spec(with_text))) > len(png(indicator_spec(without))) + 500
    assert 'font-family="Be Vietnam Pro"' in svg(indicator_spec(with_text), alt="x")


def test_the_axis_writes_numbers_as_the_language_does() -> None:
    points = (Point("1", Decimal(12000), "12.000"), Point("2", Decimal(15000), "15.000"))
    assert ">12.000<" in svg(indicator_spec(chart(*points)), alt="x")
    english = chart(Point("1", Decimal(12000), ""), Point("2", Decimal(15000), ""), lang="en")
    assert ">12,000<" in svg(indicator_spec(english), alt="x")


def test_a_line_stops_at_an_unknown_value_and_at_a_break_of_series() -> None:
    points = (
        Point("1", Decimal(1)),
        Point("2", None),
        Point("3", Decimal(3)),
        Point("4", Decimal(4), break_before=True),
    )
    (records,) = json.loads(indicator_spec(chart(*points)))["datasets"].values()
    assert len({record["part"] for record in records if "value" in record}) == 3
    assert "value" not in records[1]
    assert "gián đoạn chuỗi" in svg(indicator_spec(chart(*points)), alt="x")


def test_illustrative_points_are_hollow_and_named_under_the_chart() -> None:
    spec = indicator_spec(chart(Point("1", Decimal(1), "1", badge="I")))
    assert "I (để rỗng): minh họa" in spec
    assert "datum.badge == 'I'" in spec
    assert "minh họa" not in indicator_spec(chart(Point("1", Decimal(1), "1")))


def test_the_plan_is_a_thin_dashed_line() -> None:
    spec = indicator_spec(chart(Point("1", Decimal(1), plan=Decimal(2))))
    dashed = [
        layer["mark"] for layer in layers(spec) if isinstance(layer["mark"], dict) and "strokeDash" in layer["mark"]
    ]
    assert dashed[0]["strokeWidth"] == 1


def test_units_are_ranked_and_those_without_a_figure_stand_last() -> None:
    bars = (Bar("b", Decimal(1)), Bar("c", None), Bar("a", Decimal(1)), Bar("d", Decimal(9)))
    high = RankingChart(lang="vi", title="", subtitle="", note="", bars=bars)
    assert [bar.name for bar in ranked(high)] == ["d", "a", "b", "c"]
    low = RankingChart(lang="vi", title="", subtitle="", note="", bars=bars, lowest_first=True)
    assert [bar.name for bar in ranked(low)] == ["a", "b", "d", "c"]


def test_a_drawing_is_kept_in_the_folder_that_is_given(tmp_path) -> None:  # type: ignore[no-untyped-def] # pytest fixture
    spec = sample_figures.districts_chart().spec
    first = svg(spec, alt="x", cache=tmp_path)
    kept = tmp_path / f"{fingerprint(spec)}.svg"
    kept.write_text(kept.read_text(encoding="utf-8").replace("Yên Thế", "Yên Kept"), encoding="utf-8")
    assert "Yên Kept" in svg(spec, alt="x", cache=tmp_path)
    assert "Yên Thế" in first


def test_a_specification_and_a_picture_are_remembered_too(tmp_path) -> None:  # type: ignore[no-untyped-def] # pytest fixture
    one = chart(Point("1", Decimal(1), "1"), Point("2", Decimal(2), "2"))
    assert spec_of(one, cache=tmp_path) == indicator_spec(one)
    (kept,) = tmp_path.glob("*.json")
    kept.write_text("{}", encoding="utf-8")
    assert spec_of(one, cache=tmp_path) == "{}"
    assert png(indicator_spec(one), cache=tmp_path) == png(indicator_spec(one), cache=tmp_path)
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_folder_of_kept_files_does_not_grow_for_ever(tmp_path) -> None:  # type: ignore[no-untyped-def] # pytest fixture
    for age, name in enumerate(("new", "older", "oldest")):
        (tmp_path / name).write_bytes(b"x" * 10)
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    forget_oldest(tmp_path, most=20)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["new", "older"]


def test_specifications_meet_the_schema_of_vega_lite() -> None:
    points = (
        Point("1", Decimal(1), plan=Decimal(2), low=Decimal(1), high=Decimal(3)),
        Point("2", None, break_before=True),
    )
    bars = (Bar("a", Decimal(1), own=True), Bar("b", None))
    ranking = RankingChart(lang="en", title="t", subtitle="s", note="n", bars=bars, average=Decimal(1))
    for spec in (indicator_spec(chart(*points)), indicator_spec(chart(*points, kind="bars")), ranking_spec(ranking)):
        assert alt.Chart.from_dict(json.loads(spec)).to_dict(validate=True)


@given(st.lists(st.none() | VALUES, max_size=20))
def test_a_sparkline_stays_in_its_frame_and_breaks_at_unknown_values(values: list[Decimal | None]) -> None:
    drawing = sparkline(values, label='từ "1" đến <9>')
    runs = sum(
        1 for place, value in enumerate(values) if value is not None and (place == 0 or values[place - 1] is None)
    )
    path = drawing.partition(' d="')[2].partition('"')[0]
    assert path.count("M") == runs
    numbers = [float(number) for number in path.replace("M", " ").replace("L", " ").split()]
    assert all(0 <= number <= 72 for number in numbers)
    assert "style=" not in drawing
    assert "&lt;9&gt;" in drawing


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.none() | VALUES, max_size=30))
def test_classes_keep_the_order_of_values_and_leave_unknown_ones_out(values: dict[str, Decimal | None]) -> None:
    found = classes(values)
    known = {code: value for code, value in values.items() if value is not None}
    assert found.keys() == known.keys()
    for one, other in zip(
        sorted(known, key=lambda c: known[c]), sorted(known, key=lambda c: known[c])[1:], strict=False
    ):
        assert found[one] <= found[other]
        assert known[one] != known[other] or found[one] == found[other]


@pytest.fixture
def tiles() -> str:
    squares = (
        Tile("213", "TP Bắc Giang", 1, 2, Decimal(3), "3,5", "I", href="/areas/213?a=1&b=2", own=True),
        Tile("215", "Yên Thế", 1, 0),
    )
    return tile_map(squares, lang="vi", label="Giải ngân theo huyện")


def test_a_tile_says_its_name_figure_and_badge_and_can_be_reached(tiles: str) -> None:
    assert 'aria-label="TP Bắc Giang: 3,5, minh họa, đơn vị mình"' in tiles
    assert '<a href="/areas/213?a=1&amp;b=2"' in tiles
    assert "tile-own" in tiles


def test_a_tile_without_a_figure_is_hatched_and_says_so(tiles: str) -> None:
    assert 'aria-label="Yên Thế: chưa có số liệu"' in tiles
    assert 'fill="url(#tile-hatch)"' in tiles


def test_tiles_use_presentation_attributes_only(tiles: str) -> None:
    assert "style=" not in tiles
