"""For which time a number is said beside what it is compared with, what is set apart, and what is no time of it."""

import pytest

from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from tests.prose.test_periods import same_days

TOLD: list[tuple[str, list[str | None]]] = [
    # what is compared with
    (
        "Takings from ferries in May 2016 came to 40 million dollars, with 150 million dollars in the first five "
        "months of 2016.",
        ["2016-05", "2016-01..2016-05"],
    ),
    (
        "HARBOUR, July 9 - The ministry forecasts a surplus of 90 million dollars for the whole of 1989, compared with "
        "70 million last year.",
        ["1989", "1988"],
    ),
    (
        "In the third quarter of 2016 sales rose 3%. Compared with the same quarter a year ago, exports were up 4%.",
        ["2016-Q3", "2016-Q3"],
    ),
    (
        "Inflation slowed to 25.1 percent in January 2012 from 26.3 percent in December.",
        ["2012-01", "2011-12"],
    ),
    (
        "Inflation fell from 8.1 percent in June to 7.9 percent in July. The yearly rate for food in July 2018 was 6%, "
        "compared with 7% in June 2018.",
        ["2018-06", "2018-07", "2018-07", "2018-06"],
    ),
    (
        "Building was up 2 percent in the third quarter of 2016 after falling 1 percent in the quarter before. Trade "
        "rose 3 percent.",
        ["2016-Q3", "2016-Q2", "2016-Q3"],
    ),
    (
        "Rooms were 70% full in 2023, against 58% a year ago.",
        ["2023", "2022"],
    ),
    (
        "In the same period of 2016 the surplus was 52 million dollars.",
        ["2016"],
    ),
    (
        "In 2023/24 revenue is put at 20 billion dollars. The deficit will fall to 4 percent of GDP from 5 percent.",
        ["FY2023/24", "FY2023/24", "FY2022/23"],
    ),
    # quarters and years that are named by their last month
    (
        "Output rose 1 percent in the September 2016 quarter. Prices for the June quarter of 2016 fell 2 percent.",
        ["2016-Q3", "2016-Q2"],
    ),
    (
        "Sales were 8 million dollars in the quarter ended 31 March 2015 and 15 million in the half-year to June 2015.",
        ["2015-Q1", "2015-S1"],
    ),
    (
        "The average rate for the twelve months to November 2022 stood at 5 percent.",
        ["2021-12..2022-11"],
    ),
    (
        "Output rose 1 percent in the third quarter of 2016. Spending in the quarter came to 9 billion dollars.",
        ["2016-Q3", "2016-Q3"],
    ),
    (
        "In 2023 and 2022, takings for May stood at 5 million dollars and 4 million dollars respectively. In June 2024 "
        "they were 6 million.",
        ["2023-05", "2022-05", "2024-06"],
    ),
    (
        "In 2011 inflation averaged 8 percent but had slowed to 6 percent by December. In March 2012 it was 5 percent.",
        ["2011", "2011-12", "2012-03"],
    ),
    (
        "Takings for October 2024 were 5 million dollars, bringing the total for 2024 (January-October) to 40 million "
        "dollars.",
        ["2024-10", "2024-01..2024-10"],
    ),
    (
        "Prices rose by 10 percent between August 2022 and August 2023.",
        ["2023-08"],
    ),
    (
        "In the first four months of 2020 revenue was 7 billion dollars, or 28% of the full-year target.",
        ["2020-01..2020-04", "2020-01..2020-04"],
    ),
    (
        "In October 2024 takings fell 3% compared to September. Hotels earned 4 million dollars.",
        ["2024-10", "2024-10"],
    ),
    (
        "In 2011 exports grew by 3%. At year-end reserves stood at 8 billion dollars.",
        ["2011", "as-of 2011-12-31"],
    ),
    (
        "Growth of 7 percent is expected by the end of 2017.",
        ["2017"],
    ),
    (
        "Over the first three quarters of 2010 the deficit was 3 billion dollars.",
        ["2010-01..2010-09"],
    ),
    (
        "Between January 1 and May 20, 2016 firms invested 5 billion dollars, up 8 percent.",
        ["2016-01-01..2016-05-20", "2016-01-01..2016-05-20"],
    ),
    (
        "Revenue in FY23 was 5 billion dollars, up from 4 billion dollars in FY22.",
        ["FY2023", "FY2022"],
    ),
    (
        "Revenue in FY 19-20 was 5 billion dollars.",
        ["FY2019-20"],
    ),
    (
        "In 2011-12 output rose 5%. Growth in the plan years 2007-12 averaged 8%.",
        ["FY2011-12", "2007..2012"],
    ),
    (
        "At the close of 2008 debt stood at 5 billion dollars.",
        ["as-of 2008-12-31"],
    ),
    (
        "5 July 2024\nExports rose 3% in the second quarter.\nThe ministry plans to pave 42 kilometres of road by "
        "December.",
        ["2024-Q2", "2024-12"],
    ),
    (
        "In the last quarter of 2018 exports fell 3%. For the year as a whole they rose 1%.",
        ["2018-Q4", "2018"],
    ),
    (
        "In the first quarter of the current fiscal year (July-September 2013) revenue was 5 billion dollars.",
        ["2013-Q3"],
    ),
    (
        "Output in 2012 rose 5% (2011: 3%). Exports rose 8% (2011: 6%).",
        ["2012", "2011", "2012", "2011"],
    ),
    (
        "MONTHLY REVIEW, JANUARY 2003\nIn December prices rose 1% on November.",
        ["2002-12"],
    ),
    (
        "Inflation fell to 5.1 percent in December 2008. The average for 2008 was 8 percent. Food "
        "prices rose 9 percent.",
        ["2008-12", "2008", "2008-12"],
    ),
    (
        "Growth was 10% and 9% in 2023 and 2022, respectively. Sales rose 5% and 6% in the first and second quarters "
        "of 2023.",
        ["2023", "2022", "2023-Q1", "2023-Q2"],
    ),
    (
        "Growth was 5% in 2013, the highest since 2010. Trade grew 4%.",
        ["2013", "2013"],
    ),
    (
        "The council met on 9 September 2013. It was told that 4,000 houses had been built since 2010.",
        ["2010-01-01..2013-09-09"],
    ),
    (
        "In the first nine months of 2022 sales rose 5%. Compared with August 2022, orders rose 2% and prices fell by "
        "1%. Exports grew 4%.",
        ["2022-01..2022-09", "2022-09", "2022-09", "2022-01..2022-09"],
    ),
    (
        "Growth in 2023 was the weakest since 2020, when output fell by 9%. Trade grew 2%.",
        ["2020", "2023"],
    ),
    (
        "Output grew by 5.5% in 2023, slower than the 5.6% initially reported. Mining grew by 3.1%, slower than the "
        "3.2% preliminary figure.",
        ["2023", "2023", "2023", "2023"],
    ),
    (
        "In the fourth quarter of 2022 output fell 1%. In 2023 farming (1.2%) and industry (3.6%) grew.",
        ["2022-Q4", "2023", "2023"],
    ),
    # what speaks for its own sentence
    (
        "Exports rose 5% in the first half of 1988. In June alone they rose 9%. Coffee earned 30 million dollars.",
        ["1988-S1", "1988-06", "1988-S1"],
    ),
    (
        "By 30 April 2023 revenue came to 16 billion dollars. Spending over the same period stood at 21 "
        "billion dollars.",
        ["as-of 2023-04-30", "as-of 2023-04-30"],
    ),
    (
        "In May 2022 exports rose 5%. Over the same period of last year they rose 3%. Imports rose 2%.",
        ["2022-05", "2021-05", "2022-05"],
    ),
    (
        "Reserves were 14 billion dollars as on 31 May 2024.",
        ["as-of 2024-05-31"],
    ),
    # the day of the text, in a line of its own, and what it tells
    (
        "NEWS\nExports rose 5% in September and 4% in the first nine months, against 3% a year earlier.\nIssued on 12 "
        "October 2023",
        ["2023-09", "2023-01..2023-09", "2022-01..2022-09"],
    ),
    (
        "SPEECH\nLast year our economy grew by 4%. This year we expect 5%.\nPort City, 3 June 1999",
        ["1998", "1999"],
    ),
    (
        "Date: 12/10/2023\nExports rose 5% in September.",
        ["2023-09"],
    ),
    (
        "CPI-notice-March-2024\nPrices rose by 3%. In February the rate was 4%.",
        ["2024-03", "2024-02"],
    ),
    (
        "Half-year results 2015\nSales came to 5 billion dollars.",
        ["2015-S1"],
    ),
    (
        "BUDGET SPEECH 2018/19\n14 June 2018\nIn the coming financial year revenue will rise to 5 billion dollars. In "
        "the current financial year spending was 3 billion dollars.",
        ["FY2018/19", "FY2017/18"],
    ),
    (
        "Mid-year review, FY 2016-17\n12 December 2016\nExports rose 5% in the current financial year, against 3% in "
        "the previous financial year.",
        ["FY2016-17", "FY2015-16"],
    ),
    # what is no time of a number
    (
        "The council held its regular meeting in September. The first nine months of 2025 were reviewed. According to "
        "the report, output rose 8%.",
        ["2025-01..2025-09"],
    ),
    (
        "The chair opened the May 2019 meeting. In the first four months of 2019 exports rose 5%.",
        ["2019-01..2019-04"],
    ),
    (
        "Prices rose 2 percent in February.\n© 2024 Harbour News.",
        [None],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "forms"), TOLD, ids=[text[:60] for text, _ in TOLD])
def test_each_number_is_of_its_own_time_beside_others(text: str, forms: list[str | None]) -> None:
    said = [one["period"] for one in to_json(read(text))["claims"]]
    assert len(said) == len(forms), said
    for one, form in zip(said, forms, strict=True):
        assert one is None if form is None else same_days(one, form), said
