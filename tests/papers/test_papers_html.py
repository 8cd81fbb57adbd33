import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.papers import html
from quarterdeck.papers.content import Cell, Column, Paragraph, Row, Run, Table, plain_text
from quarterdeck.papers.words import _BADGES, _WORDS
from tests.papers import sample


class Balance(HTMLParser):
    """Fails on an end tag that does not match, as a browser would have to guess there."""

    void = frozenset({"br", "col", "meta", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_tag_is_closed() -> None:
    for paper in (sample.report(), sample.notice("party"), sample.english_notice()):
        balance = Balance()
        balance.feed(html.render_page(paper))
        assert balance.open == []


def test_a_fragment_needs_neither_styles_nor_scripts_of_its_own() -> None:
    fragment = html.render_fragment(sample.report())
    assert not re.search(r"<(style|script)|\sstyle=|\son\w+=", fragment)


def test_each_number_is_a_door_to_its_origin_and_shows_its_badge() -> None:
    fragment = html.render_fragment(sample.report())
    number = '<a class="paper-origin" href="/figures/GRDP_GROWTH?period=2024-Q1">14,18%</a></strong>'
    assert number + '<sup class="paper-badge" title="ước tính">E</sup>' in fragment


def test_a_saved_file_has_no_links_that_lead_nowhere() -> None:
    assert "href=" not in html.render_page(sample.report())
    assert 'href="https://x.example/figures' in html.render_page(sample.report(), site="https://x.example")


def test_headings_follow_the_level_of_the_page_around_them() -> None:
    fragment = html.render_fragment(sample.notice(), top=2)
    assert "<h1" not in fragment
    assert '<h2 class="paper-title">THÔNG BÁO</h2>' in fragment
    assert '<h3 class="paper-h1">I. ĐÁNH GIÁ CHUNG</h3>' in fragment


def test_text_is_escaped_and_addresses_that_are_no_addresses_are_dropped() -> None:
    runs = (Run("<b>&</b>"), Run("nguy hiểm", origin="javascript:alert(1)"))
    fragment = html.render_fragment(replace(sample.notice(), blocks=(Paragraph(runs),)))
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in fragment
    assert "javascript:" not in fragment


def test_a_missing_figure_is_a_dash_with_its_reason() -> None:
    assert 'title="chưa có số liệu">–</td>' in html.render_fragment(sample.report())


def test_a_standing_is_said_by_shape_word_and_colour() -> None:
    fragment = html.render_fragment(sample.report())
    assert re.search(r'paper-tone-behind">chậm tiến độ', fragment)
    for tone in ("ahead", "behind", "off_course"):
        assert f".paper-tone-{tone}::before" in html.stylesheet()


def test_a_row_that_does_not_fit_the_table_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput, match="Biểu 2:1: The row has 1 cells, the table needs 2"):
        Table(columns=(Column("a"), Column("b")), rows=(Row((Cell("1"),)),), caption="Biểu 2")


def test_plain_text_has_what_the_paper_claims() -> None:
    text = plain_text(sample.report())
    assert "quý I ước đạt 14,18%, cao hơn cùng kỳ" in text
    assert "Thu ngân sách nhà nước trên địa bàn\ttỷ đồng\t4.680" in text


def test_every_word_of_a_paper_exists_in_both_languages() -> None:
    assert _WORDS["vi"].keys() == _WORDS["en"].keys()
    assert _BADGES["vi"].keys() == _BADGES["en"].keys()
