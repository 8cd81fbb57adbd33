"""pandas in memory: small integers, the key of a row packed into one number, rows in the order of their arrival.

An analyst keeps the last row of each key with `drop_duplicates`; everything after is grouped and merged.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from bench._engine.nation import DAY_KNOWN, LAST_YEAR, TURN
from bench._engine.works import Asked, Counted, Dashboard, Line, Restated

SERIES = ["indicator", "breakdown"]


class Pandas:
    """The rival."""

    name = "pandas"

    def __init__(self, asked: Asked, tables: Iterator[pa.Table]) -> None:
        self._asked = asked
        rows = pd.concat([_frame(table) for table in tables], ignore_index=True)
        self._rows = rows.sort_values("known", kind="stable", ignore_index=True)
        self._walk = pd.DataFrame(asked.pairs, columns=["era", "area", "target", "share", "whole"])
        self._walk["needed"] = self._walk.groupby(["era", "target"])["area"].transform("count")
        self._communes = pd.DataFrame(asked.communes_of, columns=["area", "district", "province", "country"])
        self._children = pd.DataFrame(asked.children, columns=["era", "unit", "needed"])
        self._above = pd.Series(asked.nation.above)

    def a(self, province: int) -> pd.DataFrame:
        """The dashboard of a province."""
        asked, rows = self._asked, self._rows
        areas = asked.areas(province)
        periods = [*asked.to_date, *asked.before, asked.plan]
        mine = rows[rows["area"].isin(areas) & rows["period"].isin(periods) & rows["indicator"].isin(asked.indicators)]
        mine = mine[mine["breakdown"] == 0].drop_duplicates("key", keep="last")
        table = mine.pivot(index=["indicator", "area"], columns="period", values="value").reindex(columns=periods)
        now = table[asked.quarter].sum(axis=1, min_count=3, skipna=False)
        then = table[asked.before].sum(axis=1, min_count=3, skipna=False)
        to_date, plan = table[asked.to_date].sum(axis=1, min_count=9, skipna=False), table[asked.plan]
        told = pd.DataFrame({
            "now": now, "then": then, "growth": ((now - then) * 100 / then).round(8), "to_date": to_date, "plan": plan,
            "reached": (to_date * 100 / plan).round(8),
        })  # fmt: skip
        below = told.index.get_level_values("area") != areas[0]
        groups = told.loc[below, "now"].groupby(level="indicator")
        ranks = groups.rank(method="min", ascending=False).where(groups.transform("count") > 1)
        told["rank"] = ranks.reindex(told.index)
        return told

    def dashboard(self, told: pd.DataFrame) -> Dashboard:
        """The dashboard in the form that is compared."""
        columns = (told[name].tolist() for name in told.columns)
        return {
            (int(key[0]), int(key[1])): Line(*(None if value != value else value for value in line))
            for key, line in zip(told.index, zip(*columns, strict=True), strict=True)
        }

    def b(self) -> Counted:
        """The roll-up."""
        rows = self._rows[(self._rows["year"] == LAST_YEAR) & (self._rows["scenario"] == 0)]
        newest = rows.drop_duplicates("key", keep="last").dropna(subset="value")
        both = newest.merge(self._communes, on="area")
        found = {}
        for level, name in enumerate(("country", "province", "district")):
            sums = both.groupby([*SERIES, name, "period"])["value"].agg(["sum", "size"])
            full = sums["size"].to_numpy() == self._asked.needed[sums.index.get_level_values(name)]
            found[level] = (len(sums), int(sums["size"].sum()), int(full.sum()), int(sums["sum"][full].sum()))
        return found

    def c(self) -> Counted:
        """As known."""
        rows = self._rows
        then = rows[rows["known"] <= pd.Timestamp(DAY_KNOWN.replace(tzinfo=None))]
        newest = then.drop_duplicates("key", keep="last")
        found = newest.groupby([*SERIES, "scenario", "year"])["value"].agg(["count", "sum"])
        found = found[found["count"] > 0]
        lines = zip(found.index, found["count"].tolist(), found["sum"].tolist(), strict=True)
        return {tuple(map(int, key)): (count, int(total)) for key, count, total in lines}

    def d(self) -> Restated:
        """In today's borders."""
        rows = self._rows[(self._rows["scenario"] == 0) & (self._rows["area"] >= self._asked.nation.first[3])]
        newest = rows.drop_duplicates("key", keep="last")
        yearly = newest.groupby([*SERIES, "area", "year"])["value"].agg(["count", "sum"])
        yearly = yearly[yearly["count"] == 12].reset_index()
        yearly["era"] = (yearly["year"] >= TURN.year).astype(np.int64)
        both = yearly.merge(self._walk, on=["era", "area"])
        both["part"] = both["sum"] * both["share"]
        told = both.groupby([*SERIES, "target", "year"]).agg(
            found=("part", "size"), needed=("needed", "first"), whole=("whole", "first"), value=("part", "sum")
        )
        told = told[told["found"] == told["needed"]]
        whole = told[told["whole"]]["value"]
        divided = told[~told["whole"]]["value"]
        return Restated(len(whole), int(whole.sum()), len(divided), float(divided.sum()))

    def e(self) -> Counted:
        """Children to parent."""
        newest = self._rows.drop_duplicates("key", keep="last").dropna(subset="value")
        keys = [*SERIES, "scenario", "unit", "year", "period"]
        below = newest.assign(unit=newest["area"].map(self._above))
        sums = below.groupby(keys)["value"].agg(["sum", "size"]).reset_index()
        sums["era"] = (sums["year"] >= TURN.year).astype(np.int64)
        full = sums.merge(self._children, on=["era", "unit"])
        full = full[full["size"] == full["needed"]]
        both = full.merge(newest.rename(columns={"area": "unit"}), on=keys)
        gap = both["value"] - both["sum"]
        return {"": (len(gap), int((gap != 0).sum()), int(gap.abs().sum()))}

    def append(self, table: pa.Table) -> None:
        """Take newer rows in."""
        self._rows = pd.concat([self._rows, _frame(table)], ignore_index=True)

    def close(self) -> None:
        """Let go."""
        del self._rows


def _frame(table: pa.Table) -> pd.DataFrame:
    """The rows with their packed key; the few rows without a value make it a column of floats, which hold hundredths
    up to 2^53 exactly."""
    frame = table.drop_columns(["batch"]).to_pandas()
    key = frame["indicator"].astype(np.int64)
    for name, size in (("breakdown", 4), ("scenario", 2), ("area", 8192), ("period", 256)):
        key = key * size + frame[name]
    return frame.assign(key=key, value=frame["value"].astype(np.float64))
