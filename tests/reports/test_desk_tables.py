"""Tables of a text are shown as tables, headings and notes as such, its lines as lines."""

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.reports.queries.page import Block, Piece, blocks


def words(block: Block) -> list[list[str]]:
    return [["".join(one.text for one in cell).strip() for cell in row] for row in block.rows]


def test_lines_between_bars_are_a_table_with_its_head() -> None:
    text = "Các chỉ tiêu:\n| Chỉ tiêu | Quý I |\n| --- | --- |\n| Thu ngân sách | "
    found = blocks([Piece(text), Piece("4.680", 7, "agrees", "open"), Piece(" |\n| Xuất khẩu |  |\nHết.")])
    assert [one.pieces[0].text if one.pieces else one.head for one in found] == ["Các chỉ tiêu:", 1, "Hết."]
    assert words(found[1]) == [["Chỉ tiêu", "Quý I"], ["Thu ngân sách", "4.680"], ["Xuất khẩu", ""]]
    assert found[1].rows[1][1][0].number == 7


def test_headings_and_notes_stand_apart_where_the_file_says_so() -> None:
    marked = Piece("5 tỷ", 3, "agrees", "open")
    pieces = [Piece("Báo cáo\nI. Kinh tế\nThu đạt "), marked, Piece(" đồng.\nTheo biểu 2.\nHết.")]
    apart = {100: "title", 108: "heading", 138: "footnote"}
    found = blocks(pieces, apart, 100)
    assert [(one.kind, "".join(piece.text for piece in one.pieces)) for one in found] == [
        ("title", "Báo cáo"), ("heading", "I. Kinh tế"), ("", "Thu đạt 5 tỷ đồng."), ("footnote", "Theo biểu 2."),
        ("", "Hết."),
    ]  # fmt: skip


@given(st.lists(st.text(alphabet="ab 1,\n", max_size=12), max_size=6))
def test_a_text_without_bars_is_shown_word_for_word(parts: list[str]) -> None:
    pieces = [Piece(text, number % 2 * (number + 1)) for number, text in enumerate(parts) if text]
    shown = "".join(one.text for block in blocks(pieces) for one in block.pieces)
    assert shown == "".join(one.text for one in pieces)
