"""The unit that a text speaks of where it names no other, by its letterhead and its title."""

import pytest

from quarterdeck.prose.catalogue import AreaEntry, Catalogue
from quarterdeck.reports.rules.own_area import own_area

HOME, CITY, YEN_THE, LUC_NGAN = "24", "213", "215", "219"
CATALOGUE = Catalogue(
    (),
    tuple(
        AreaEntry(code, {"vi": vi, "en": en}, {}, level)
        for code, vi, en, level in (
            (HOME, "Tỉnh Bắc Giang", "Bac Giang Province", 1),
            (CITY, "Thành phố Bắc Giang", "Bac Giang City", 2),
            (YEN_THE, "Huyện Yên Thế", "Yen The District", 2),
            (LUC_NGAN, "Huyện Lục Ngạn", "Luc Ngan District", 2),
        )
    ),
)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("ỦY BAN NHÂN DÂN HUYỆN YÊN THẾ\nBÁO CÁO\nTình hình quý I\nThu ngân sách đạt 61 tỷ đồng.", YEN_THE),
        ("HUYỆN ỦY YÊN THẾ\n*\nBÁO CÁO\nKết quả quý I", YEN_THE),
        ("BÁO CÁO tình hình kinh tế - xã hội huyện Yên Thế quý I năm 2024\nThu đạt 61 tỷ đồng.", YEN_THE),
        ("| UBND THÀNH PHỐ BẮC GIANG | CỘNG HÒA XÃ HỘI |\n| --- | --- |\n| Số: 5/BC | Bắc Giang, ngày 3 |", CITY),
        ("PEOPLE'S COMMITTEE OF YEN THE DISTRICT\nREPORT\nOn the first quarter of 2024", YEN_THE),
        ("UBND TỈNH BẮC GIANG\nSỞ CÔNG THƯƠNG\nBắc Giang, ngày 20 tháng 3 năm 2024\nBÁO CÁO\nQuý I", HOME),
        ("TỈNH ỦY BẮC GIANG\nKính gửi: UBND huyện Yên Thế\nTHÔNG BÁO", HOME),
        ("THÔNG BÁO\nKết luận hội nghị tại huyện Yên Thế\nNội dung", HOME),
        ("BÁO CÁO về chè của huyện Yên Thế, huyện Lục Ngạn\nNội dung", HOME),
        ("Huyện Yên Thế thu ngân sách đạt 61 tỷ đồng.", HOME),
        ("BÁO CÁO quý I\n1. Huyện Yên Thế\nThu đạt 61 tỷ đồng.", HOME),
        ("", HOME),
    ],
)
def test_a_text_is_its_own_units_where_the_head_names_one(text: str, area: str) -> None:
    assert own_area(text, CATALOGUE, HOME) == area
