"""Files that are no UTF-8: read where that is safe, refused by name where it is not."""

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.text import decode

SENTENCE = "Tổng thu ngân sách của tỉnh đạt 4.680 tỷ đồng, tăng 11,1% so với cùng kỳ năm trước."
# The same kind of sentence as the old 8-bit encodings show it when their bytes are read as Latin-1.
TCVN3 = "Tæng thu ng©n s¸ch cña tØnh n¨m nay ®¹t 4.680 tû ®ång, t¨ng 11,1%."
VNI = "Toång thu ngaân saùch cuûa tænh naêm nay ñaït 4.680 tyû ñoàng, taêng 11,1%."
WINDOWS = "Tôòng thu ngân saìch cuòa tiònh nãm nay ðaòt 4.680 tyò ðôìng, tãng 11,1%."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_files_are_read_with_or_without_their_mark(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("text", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI"), (WINDOWS, "Windows-1258")], ids=["TCVN3", "VNI", "1258"]
)
@pytest.mark.parametrize("stored", ["latin-1", "utf-8"])
def test_old_vietnamese_encodings_are_refused_by_name(text: str, name: str, stored: str) -> None:
    with pytest.raises(BadInput, match=name) as refused:
        decode(text.encode(stored))
    assert "Unikey" in str(refused.value.remedy)


def test_a_text_that_was_decoded_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="twice"):
        decode(SENTENCE.encode().decode("cp1252", "replace").encode())


@pytest.mark.parametrize(("head", "kind"), [(b"PK\x03\x04", "Word"), (b"%PDF-1.7", "PDF"), (b"{\\rtf1", "RTF")])
def test_files_that_are_no_text_are_refused_by_kind(head: bytes, kind: str) -> None:
    with pytest.raises(BadInput, match=kind):
        decode(head + b"...")


def test_other_bytes_are_refused_with_a_remedy() -> None:
    with pytest.raises(BadInput, match="UTF-8") as refused:
        decode(bytes(range(128, 256)))
    assert "UTF-8" in str(refused.value.remedy)
