"""The table of what was measured, and the same for programs."""

from dataclasses import dataclass, field
from typing import Any

from bench._engine.works import BOUNDS, NAMES, RATIOS, WORKS

TEN_MILLION = 10_000_000


@dataclass
class Found:
    """Medians in milliseconds by work and engine, and beside them what is physically or by agreement the least."""

    rows: int
    times: dict[str, dict[str, float]] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=lambda: dict(BOUNDS))
    physical: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def records(self) -> list[dict[str, Any]]:
        """One a work, as issue 4 asks for."""
        return [
            {
                "work": work, "name": NAMES[work], "rows": self.rows, "bound_ms": _rounded(self.bounds.get(work)),
                "physical_ms": _rounded(self.physical.get(work)),
                **{f"{engine}_ms": _rounded(taken) for engine, taken in self.times[work].items()},
            }
            for work in WORKS
            if work in self.times
        ]  # fmt: skip

    def lines(self) -> list[str]:
        """The table, then the notes."""
        found = [_line("work", "ours ms", "bound ms", "memory ms", "distance", "rivals: ms, times ours")]
        for work in WORKS:
            if work not in self.times:
                continue
            mine, physical = self.times[work].get("ours"), self.physical.get(work)
            far = f"{mine / physical:.1f} x" if mine and physical else ""
            found.append(_line(
                f"({work}) {NAMES[work]}", _ms(mine), _ms(self.bounds.get(work)), _ms(physical), far, self._rivals(work)
            ))  # fmt: skip
        return [*found, *self.notes, *self.missed()]

    def _rivals(self, work: str) -> str:
        mine = self.times[work].get("ours")
        told = []
        for engine, taken in self.times[work].items():
            if engine != "ours":
                ratio = f" ({taken / mine:.1f} x)" if mine else ""
                told.append(f"{engine} {_ms(taken)}{ratio}{' WINS' if mine and taken < mine else ''}")
        return ", ".join(told)

    def missed(self) -> list[str]:
        """Which bounds were missed; the ratios are asked for at ten million rows."""
        found = []
        for work, times in self.times.items():
            mine = times.get("ours")
            if mine is None:
                continue
            if work in self.bounds and mine > self.bounds[work]:
                found.append(f"MISSED: ({work}) takes {_ms(mine)} ms; the bound is {_ms(self.bounds[work])} ms")
            for engine, taken in times.items():
                wanted = RATIOS.get((work, engine))
                if wanted and self.rows == TEN_MILLION and taken < wanted * mine:
                    found.append(f"MISSED: ({work}) is {taken / mine:.1f} x {engine}; the bound is {wanted} x")
        return found


def _line(*cells: str) -> str:
    return f"{cells[0]:32}" + "".join(f"{cell:>11}" for cell in cells[1:5]) + f"   {cells[5]}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _ms(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3f}"
