"""The figures engine: any question about the figures, over any borders, as known on any day.

Pure of Django. The log of observations stays the truth; what this room keeps on disk is made from it and can be made
again at any moment.

>>> from quarterdeck import engine
>>> store = engine.open("/srv/quarterdeck/engine")                                              # doctest: +SKIP
>>> store.ask(engine.Question(("BUDGET_REV",), engine.Areas(("24",), children=True), ("2024-Q1",)))  # doctest: +SKIP

What is named here is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quarterdeck.engine.alone import names
    from quarterdeck.engine.alone import open_store as open
    from quarterdeck.engine.facts import KnownOn
    from quarterdeck.engine.query import Areas, Borders, Derived, Question, Statement, Why
    from quarterdeck.engine.store import Store, Way
    from quarterdeck.engine.world import World
    from quarterdeck.engine.writing.text import Names, text_of

__all__ = [
    "Areas", "Borders", "Derived", "KnownOn", "Names", "Question", "Statement", "Store", "Way", "Why", "World",
    "names", "open", "text_of",
]  # fmt: skip

_PLACES = {
    "names": ("alone", "names"),
    "open": ("alone", "open_store"),
    "KnownOn": ("facts", "KnownOn"),
    **{name: ("query", name) for name in ("Areas", "Borders", "Derived", "Question", "Statement", "Why")},
    **{name: ("store", name) for name in ("Store", "Way")},
    "World": ("world", "World"),
    **{name: ("writing.text", name) for name in ("Names", "text_of")},
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    found = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
