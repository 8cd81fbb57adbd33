"""How values are written on pages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from quarterdeck.core.measures import ObservationStatus, Qualifier, Quantity
from quarterdeck.core.messages import Message
from quarterdeck.web.gates import say

GRDP = Quantity(Decimal("14.18"), "%", ObservationStatus.ESTIMATED)
REVENUE = Quantity(Decimal(4680), "VND_bn", qualifier=Qualifier.NEARLY)


def written(source: str, lang: str = "en", **values: object) -> str:
    """What a template makes of `values` for a reader of `lang`."""
    with override(lang):
        return Template(source).render(Context(values))


def test_a_figure_keeps_its_hedge_and_is_a_door_to_its_origin() -> None:
    html = written('{% quantity q url="/origin/7/" %}', "vi", q=REVENUE)
    assert html == '<a class="num door" href="/origin/7/" data-panel>gần 4.680</a>'


def test_an_estimate_carries_its_letter_with_the_meaning() -> None:
    assert '14.18</span><abbr class="letter" title="estimated">E</abbr>' in written("{% quantity q 2 %}", q=GRDP)


def test_an_illustrative_figure_says_so_before_its_status() -> None:
    html = written('{% quantity q 2 origin="illustrative" %}', "vi", q=GRDP)
    assert '<abbr class="letter" title="minh họa, không phải số liệu thật; ước tính">IE</abbr>' in html
    assert ">E<" not in html


def test_an_imputed_figure_is_not_mistaken_for_an_illustrative_one() -> None:
    assert ">Im</abbr>" in written('{% badge "I" %}')


@pytest.mark.parametrize(
    "figure", [None, Quantity.missing("VND_bn"), Quantity.missing("%", ObservationStatus.NOT_COLLECTED)]
)
def test_a_missing_figure_is_a_dash_with_its_reason(figure: Quantity | None) -> None:
    html = written('{% quantity q reason="the printed text is garbled" %}', q=figure)
    assert 'title="the printed text is garbled"' in html
    assert '<span aria-hidden="true">–</span>' in html


def test_a_missing_figure_without_a_given_reason_tells_its_status() -> None:
    html = written("{% quantity q %}", "vi", q=Quantity.missing("%", ObservationStatus.NOT_COLLECTED))
    assert ObservationStatus.NOT_COLLECTED.label_vi in html


def test_a_reason_from_core_is_shown_with_its_values_and_escaped() -> None:
    html = written("{% missing why %}", why=Message("no link to {code}", {"code": "<X>"}))
    assert "no link to &lt;X&gt;" in html


@pytest.mark.parametrize(
    ("source", "lang", "text"),
    [
        ('{% signed change 1 "%" %}', "vi", "−33,5%"),
        ('{% signed change 1 "%" %}', "en", "−33.5%"),
        ('{% signed gain 2 "pp" %}', "vi", "+5,75\N{NO-BREAK SPACE}điểm %"),
        ('{% signed gain 2 "pp" %}', "en", "+5.75\N{NO-BREAK SPACE}pts"),
    ],
)
def test_a_change_always_has_its_sign(source: str, lang: str, text: str) -> None:
    html = written(source, lang, change=Decimal("-33.5"), gain=Decimal("5.75"))
    assert html == f'<span class="num">{text}</span>'


@pytest.mark.parametrize(
    ("code", "shape", "word"),
    [("ahead", "<circle", "vượt tiến độ"), ("behind", "<path", "chậm tiến độ"), ("on_course", "", "đúng tiến độ")],
)
def test_a_standing_is_a_shape_a_word_and_a_colour(code: str, shape: str, word: str) -> None:
    html = written("{% standing code %}", "vi", code=code)
    assert f"standing-{code}" in html
    assert shape in html
    assert word in html


def test_days_are_written_as_each_language_writes_them() -> None:
    day = date(2024, 3, 7)
    assert written("{{ d|day }}", "vi", d=day) == "07/03/2024"
    assert written("{% day d %}", "en", d=day) == '<time datetime="2024-03-07">7 March 2024</time>'


def test_a_moment_is_told_in_the_local_time_of_the_store() -> None:
    assert written("{{ at|moment }}", "vi", at=datetime(2024, 3, 26, 18, 5, tzinfo=UTC)) == "27/03/2024 01:05"


def test_a_period_is_named_from_its_code() -> None:
    assert written("{{ p|period }}", "vi", p="2024-Q1") == "Quý I/2024"


def test_a_name_falls_back_to_the_other_language() -> None:
    area = {"name_vi": "Huyện Lục Ngạn", "name_en": ""}
    assert written("{{ area|localname }}", "en", area=area) == "Huyện Lục Ngạn"


def test_a_sparkline_reads_out_its_numbers() -> None:
    values = [Decimal("8.4"), None, Decimal("14.2")]
    assert 'aria-label="Diễn biến: 8,4; –; 14,2"' in written("{% sparkline v %}", "vi", v=values)
    assert written("{% sparkline v %}", v=[None, None]) == ""


def test_the_legend_explains_each_letter_once() -> None:
    html = written('{% legend "EIE" %}')
    assert html.count("<b>E</b>") == 1
    assert "no figure yet" in html


def test_every_verdict_has_a_sign_and_a_word() -> None:
    html = written('{% mark "differs" %}', "vi")
    assert "≠" in html
    assert "khác số liệu" in html


def test_a_message_writes_its_days_in_the_language_of_the_reader_at_any_depth() -> None:
    inner = Message("since {day}", {"day": date(2025, 7, 1)})
    outer = Message("{what}, read {at}", {"what": inner, "at": datetime(2025, 7, 1, 8, 30, tzinfo=UTC)})
    with override("vi"):
        assert say(inner) == "since 01/07/2025"
        assert say(outer) == "since 01/07/2025, read 2025-07-01 08:30:00+00:00"
    with override("en"):
        assert say(inner) == "since 1 July 2025"
    assert str(inner) == "since 2025-07-01"
