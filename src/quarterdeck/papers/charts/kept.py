"""Specifications remembered on disk: a chart that was drawn before needs no charting library to be loaded."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from quarterdeck.papers.charts.data import IndicatorChart, RankingChart
from quarterdeck.papers.charts.indicator import indicator_spec
from quarterdeck.papers.charts.ranking import ranking_spec
from quarterdeck.papers.keeping import kept


def spec_of(chart: IndicatorChart | RankingChart, *, cache: Path | None = None) -> str:
    """The chart's Vega-Lite specification as JSON text, from the folder `cache` if it was made there before."""
    key = hashlib.sha256(f"{_edition()} {chart!r}".encode()).hexdigest()
    return kept(f"{key}.json", cache, lambda: _made(chart).encode()).decode()


def _made(chart: IndicatorChart | RankingChart) -> str:
    return indicator_spec(chart) if isinstance(chart, IndicatorChart) else ranking_spec(chart)


@lru_cache(maxsize=1)
def _edition() -> str:
    """What this package and its library look like: after a change no remembered specification is taken."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    return f"{version('altair')} {digest.hexdigest()}"
