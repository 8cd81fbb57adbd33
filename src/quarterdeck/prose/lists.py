"""The word lists of a language, as its folder holds them."""

from importlib.resources import files
from typing import Any

import yaml

# The parser in C reads ten times faster, and is not built everywhere.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def listed(lang: str, name: str) -> dict[str, Any]:
    """What `prose/<lang>/<name>.yaml` says."""
    source = files("quarterdeck.prose").joinpath(lang, f"{name}.yaml").read_text(encoding="utf-8")
    # Only plain values: both loaders are safe ones.
    return dict(yaml.load(source, Loader=_LOADER))  # noqa: S506
