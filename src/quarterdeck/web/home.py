"""The home folder of one Quarterdeck store: its database, files and config.toml, and when it was last seen to."""

import json
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[3]
# The country pack of a store that names none.
USUAL_PACK = "vn"


def home() -> Path:
    """`QUARTERDECK_HOME`, or `var` in the project folder; made if missing."""
    path = Path(os.environ.get("QUARTERDECK_HOME") or PROJECT / "var").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def has_store() -> bool:
    """Whether there is a store: a database server is named, or the home folder has a config.toml."""
    folder = Path(os.environ.get("QUARTERDECK_HOME") or PROJECT / "var")
    return bool(os.environ.get("QUARTERDECK_DATABASE_URL")) or (folder / "config.toml").is_file()


def read_config() -> dict[str, Any]:
    """The store's config.toml; a new one with a fresh secret key is written on first use."""
    path = home() / "config.toml"
    if not path.exists():
        path.write_text(f'secret_key = "{secrets.token_urlsafe(50)}"\n', encoding="utf-8")
        path.chmod(0o600)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def write_config(**values: str) -> None:
    """Set string values in config.toml and keep the others."""
    merged = {**read_config(), **values}
    lines = [f'{key} = "{value}"' for key, value in merged.items()]
    (home() / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def last_tick() -> dict[str, str]:
    """What the last run of `quarterdeck tick` kept: `at`, `reminded_on`, `failed`; empty where there was none."""
    try:
        found: dict[str, str] = json.loads((home() / "tick.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def keep_tick(**values: str) -> None:
    """Keep what a run of `quarterdeck tick` did in place of what the run before did."""
    path = home() / "tick.json"
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(values), encoding="utf-8")
    beside.replace(path)
