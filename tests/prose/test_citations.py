"""Official documents that a text cites: type, number, date, issuer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.prose.citations import Citation, read


def only(text: str, lang: str | None = None) -> Citation:
    (one,) = read(text, lang)
    return one


@pytest.mark.parametrize(
    ("text", "kind", "number", "day", "issuer"),
    [
        ("Directive No. 31-CT/TU dated June 5, 2023 of the Provincial Party Standing Committee on land.", "directive",
         "31-CT/TU", date(2023, 6, 5), "Provincial Party Standing Committee"),
        ("Chỉ thị số 31-CT/TU ngày 5/6/2023 của Ban Thường vụ Tỉnh ủy về đất đai", "directive", "31-CT/TU",
         date(2023, 6, 5), "Ban Thường vụ Tỉnh ủy"),
        ("theo Nghị quyết của Hội đồng nhân dân tỉnh số 12/NQ-HĐND", "resolution", "12/NQ-HĐND", None,
         "Hội đồng nhân dân tỉnh"),
        ("Nghị quyết số 43/2022/QH15, ngày 11 tháng 1 năm 2022 của Quốc hội", "resolution", "43/2022/QH15",
         date(2022, 1, 11), "Quốc hội"),
        ("under Decision No. 123/QD-TTg of the Prime Minister dated 5th March 2024", "decision", "123/QD-TTg",
         date(2024, 3, 5), "Prime Minister"),
        ("the Fisheries (Amendment) Act, No. 11 of 2023", "law", "11 of 2023", None, ""),
        ("Executive Order 138 series of 2021", "order", "138 series of 2021", None, ""),
        ("Gazette Extraordinary No. 2303/17 of 26 October 2022", "gazette", "2303/17", date(2022, 10, 26), ""),
        ("Cabinet Paper No. 23/1234/604/080 was tabled", "paper", "23/1234/604/080", None, ""),
        ("thực hiện nghiêm nghị định 100 về nồng độ cồn", "decree", "100", None, ""),
        ("Công văn số 1234/UBND-KTTH ngày 12-3-2024 của UBND tỉnh Hà Nam và các sở", "letter", "1234/UBND-KTTH",
         date(2024, 3, 12), "UBND tỉnh Hà Nam"),
        ("ban hành Công điện hỏa tốc số 17 về phòng chống lũ", "letter", "17", None, ""),
        ("Luật Đất đai số 31/2024/QH15", "law", "31/2024/QH15", None, ""),
        ("văn bản 70-KL/TW mới ban hành", "letter", "70-KL/TW", None, ""),
    ],
)  # fmt: skip
def test_a_citation_tells_its_type_number_date_and_issuer(
    text: str, kind: str, number: str, day: date | None, issuer: str
) -> None:
    one = only(text)
    assert (one.kind, one.number, one.day, one.issuer) == (kind, number, day, issuer)


def test_the_letters_of_a_number_tell_its_type_where_no_word_does() -> None:
    one = only("Work goes on as 31-CT/TU asks.")
    assert (one.kind, one.type) == ("directive", "directive")


def test_a_list_shares_its_type_and_its_issuer() -> None:
    found = read("triển khai các nghị quyết 57, 59 và 68 của Bộ Chính trị")
    assert [(one.kind, one.number, one.issuer) for one in found] == [
        ("resolution", number, "Bộ Chính trị") for number in ("57", "59", "68")
    ]


def test_a_document_cited_twice_is_one_with_what_both_mentions_say() -> None:
    text = "Directive 31-CT/TU is late. Directive No. 31-CT/TU of the Party Committee says why."
    one = only(text)
    assert one.issuer == "Party Committee"
    assert [text[start:end].startswith("Directive") for start, end in one.places] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "quyết định 3 chính sách, kế hoạch 5 năm, kế hoạch 2025, nghị quyết 10 điểm",
        "Đạt chỉ tiêu theo nghị quyết 3,5%. Tuyến 500kV, quốc lộ 1/2.",
        "The plan for 2025 had 3 decisions, 5 laws, rule 3 and act 2; 12/34 districts, 24/7 service, 3-5 years.",
        "On 2/6/2023 growth was 31/44, route 294B, park 23/9.",
        "Sở gửi văn bản 5 trang và công văn 2 lần.",
        "Ngành điện quy hoạch điện 15 trạm và 40 km dây.",
    ],
)
def test_counts_years_dates_and_names_are_no_documents(text: str) -> None:
    assert read(text) == []


def test_a_day_that_does_not_exist_is_none() -> None:
    assert only("Chỉ thị số 3/CT-TTg ngày 31/2/2024 của Thủ tướng").day is None


WORDS = ("Chỉ thị", "số", "Resolution", "No.", "12-CT/TU", "5", "của", "of the", "Bộ", "ngày", "2/6/2023", ",", "\n")


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["vi", "en"]))
def test_places_never_leave_the_text_and_hold_the_number(parts: list[str], lang: str) -> None:
    text = " ".join(parts)
    for one in read(text, lang):
        assert all(0 <= start < end <= len(text) for start, end in one.places)
        assert one.number in " ".join(text[one.start : one.end].split())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tỉnh thực hiện Nghị quyết Đại hội XVI của Đảng bộ.", ["Đại hội XVI"]),
        ("Theo Nghị quyết của Đại hội Đảng bộ lần thứ XII, huyện mở thêm chợ.", ["Đại hội Đảng bộ lần thứ XII"]),
        ("Thành phố lập đồ án quy hoạch chung 241.", ["241"]),
        ("Quy hoạch phân khu 87 được công bố.", ["87"]),
        ("Quy hoạch chung 2040 và quy hoạch vùng 12 xã, quy hoạch chi tiết 50 ha.", []),
        ("In line with the Resolution of the XVI Congress, roads were built.", ["XVI Congress"]),
        ("The Eighth Five-Year Plan was launched in July.", ["Eighth Five-Year Plan"]),
        ("Vision 2030 and the plan for 2025 were read at the third meeting of the year.", []),
    ],
)
def test_documents_may_be_known_by_a_name_with_a_number(text: str, numbers: list[str]) -> None:
    assert [one.number for one in read(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("RA 10233 and RA No. 9901 protect the reefs.", ["10233", "9901"]),
        ("Statutory Instrument 2019/318 and Ordinance 2021-04 of the Council.", ["2019/318", "2021-04"]),
        ("Public Law 104-27 pays for the locks.", ["104-27"]),
        ("Resolution 2024/25 season, Regulation 2021-2025 plan, Act 5-10, orders 3-5.", []),
        ("Biên bản số 05/BB-HĐND và Giấy phép số 12/GP-UBND được lập.", ["05/BB-HĐND", "12/GP-UBND"]),
        ("Theo Nghị quyết Trung ương 4 khóa XI, huyện rà soát cán bộ.", ["4"]),
    ],
)
def test_years_may_come_first_and_laws_by_their_short_names(text: str, numbers: list[str]) -> None:
    assert [one.number for one in read(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Republic Act (RA) No. 10288 and Executive Order (EO) 71 bind the ports.", ["10288", "71"]),
        ("Regulation (EU) 2017/352 and Directive 2012/34/EU open the railways.", ["2017/352", "2012/34/EU"]),
        ("The pass was opened by S.I. 2016/47, laid before the House.", ["2016/47"]),
        ("Wells are registered under G.O. (Ms) No. 214 dated 03.02.2019.", ["214"]),
        ("See S.O. 2207(E), G.S.R. 318(E) and SRO 77(I)/2021.", ["2207(E)", "318(E)", "77(I)/2021"]),
        ("P.L. 109-58 and L.I. 2204 are in force.", ["109-58", "2204"]),
        ("Office Memorandum No. F.4/17/2020-EST and Circular No. FIN/BUD/2023/08 ask for lists.",
         ["F.4/17/2020-EST", "FIN/BUD/2023/08"]),
        ("Security Council resolution 2417 (2018) was read.", ["2417 (2018)"]),
        ("The circular GDP-2023 is a title, rule 5 is a part, codes A.12/3 are none.", []),
        ("Công điện 1207 của Thủ tướng; công văn 412 ngày 7/8/2024 của Bộ Công Thương.", ["1207", "412"]),
        ("Kế hoạch số 14, 15 và 16, quyết định số 5 và 3 vấn đề khác.", ["14", "15", "16", "5"]),
        ("Các Nghị quyết số 17/NQ-CP, 51/2023/QH15 và 60/NQ-CP.", ["17/NQ-CP", "51/2023/QH15", "60/NQ-CP"]),
        ("Nghị quyết Đại hội Đảng bộ tỉnh An Lạc lần thứ XV", ["Đại hội Đảng bộ tỉnh An Lạc lần thứ XV"]),
        ("Văn bản hợp nhất số 08/VBHN-BTC", ["08/VBHN-BTC"]),
        ("Notification No. 7/2031-Integrated Tax (Rate) was amended.", ["7/2031-Integrated Tax (Rate)"]),
        ("It follows Notification No. 7/2031-Customs of the Board.", ["7/2031-Customs"]),
        ("It amends the Harbours Act no. 07. of 1994.", ["07. of 1994"]),
        ("The sixth national development plan ends in 2034.", ["sixth national development plan"]),
        ("Theo Quy hoạch điện IX, tỉnh xây hai trạm.", ["IX"]),
        ("Theo văn bản 3417 của Sở Nội vụ và NĐ 915, QĐ 916.", ["3417", "915", "916"]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_other_countries_and_offices_write_them(text: str, numbers: list[str]) -> None:
    assert [one.number for one in read(text)] == numbers


def test_a_document_cited_by_its_first_figure_is_the_one_cited_in_full() -> None:
    (one,) = read("Nghị định số 241/2024/NĐ-CP có hiệu lực; nghị định 241 của Chính phủ bỏ ba thủ tục.")
    assert (one.number, one.issuer, len(one.places)) == ("241/2024/NĐ-CP", "Chính phủ", 2)
    two = read("Nghị quyết số 12/NQ-HĐND của HĐND tỉnh; nghị quyết 12 của Chính phủ nêu thêm.")
    assert [one.number for one in two] == ["12/NQ-HĐND", "12"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Tờ trình số 81/TTr-SKHĐT của Sở Kế hoạch và Đầu tư về chợ", "Sở Kế hoạch và Đầu tư"),
        ("Thông báo số 19/TB-VPCP của Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        ("Quyết định số 19/QĐ-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh.", "Ủy ban nhân dân tỉnh"),
        ("Công văn số 88/UBND-TH của Uỷ ban nhân dân huyện Hai về chợ", "Uỷ ban nhân dân huyện Hai"),
        ("Hướng dẫn số 7-HD/BTCTW của Ban Tổ chức Trung ương", "Ban Tổ chức Trung ương"),
        ("The Prime Minister's Directive No. 5 is late.", "Prime Minister"),
    ],
)
def test_issuers_are_named_in_full(text: str, issuer: str) -> None:
    assert only(text).issuer == issuer
