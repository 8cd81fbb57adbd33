"""The reference page of settings: what the code reads from the environment and from a store's config.toml."""

import re
from collections.abc import Mapping
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "src/quarterdeck"
ENVIRONMENT: Mapping[str, tuple[str, str]] = {
    "QUARTERDECK_HOME": ("`var` in the project", "the folder of the store; made if it is missing"),
    "QUARTERDECK_DATABASE_URL": (
        "SQLite in the folder of the store",
        "`postgresql://user:password@host:port/database`; special characters of user and password percent-encoded",
    ),
    "QUARTERDECK_HOSTS": (
        "`localhost,127.0.0.1,[::1],testserver`",
        "the names by which browsers call the server, divided by commas; another name is refused",
    ),
    "QUARTERDECK_SECRET_KEY": ("`secret_key` of config.toml", "signs sessions; changing it signs everybody out"),
    "QUARTERDECK_TODAY": (
        "`today` of config.toml",
        "a day (`2024-03-27`) on which the store's clock stands, for samples and tests; empty is the real clock",
    ),
    "QUARTERDECK_HTTPS": (
        "off",
        "`1` where a web server with a certificate stands before it: cookies travel by HTTPS only, and browsers are "
        "told to keep to HTTPS for thirty days",
    ),
    "QUARTERDECK_MAIL": (
        "`mail` of config.toml; none, and no mail goes out",
        "the mail server: `smtp://host`, `smtp+starttls://user:password@host:587` or `smtps://user:password@host`; "
        "special characters of user and password percent-encoded",
    ),
    "QUARTERDECK_MAIL_FROM": ("`mail_from` of config.toml", "who sends the mails, as `Name <address>`"),
    "QUARTERDECK_ADDRESS": (
        "`address` of config.toml; as it was called, in mails `http://localhost:8000`",
        "the address by which people call this store, for links in mails and calendars",
    ),
    "QUARTERDECK_ENGINE_TAIL": (
        "`50000`",
        "from so many new rows on the figures engine is compacted in the background; `0` never does it by itself",
    ),
    "QUARTERDECK_EMBEDDINGS": (
        "`embeddings` of config.toml; none",
        "a folder with a model2vec model: a number whose words name no indicator is shown with those that mean the "
        'like; needs `pip install "quarterdeck[embeddings]"`',
    ),
    "QUARTERDECK_COMPILED": (
        "on",
        "`0` reads texts with the sources even where `make fast` has compiled them",
    ),
    "QUARTERDECK_DEBUG": ("off", "`1` shows tracebacks; never on a server"),
    "QUARTERDECK_STATIC_STORAGE": (
        "compressed files named by their content",
        "the Django class that serves style sheets and scripts; tests use a simpler one",
    ),
}
CONFIG: Mapping[str, str] = {
    "secret_key": "signs sessions; made at the first start",
    "database_url": "as `QUARTERDECK_DATABASE_URL`, which goes before it",
    "pack": "the country pack, `vn` where nothing is said",
    "today": "the day on which the store's clock stands; written for the sample province",
    "embeddings": "as `QUARTERDECK_EMBEDDINGS`, which goes before it",
    "mail": "as `QUARTERDECK_MAIL`, which goes before it",
    "mail_from": "as `QUARTERDECK_MAIL_FROM`, which goes before it",
    "address": "as `QUARTERDECK_ADDRESS`, which goes before it",
    "sample": "`yes` in a sample store: the sign-in page then lists the sample accounts",
}
FOLDER = """\
| in the folder | holds |
| --- | --- |
| `config.toml` | the settings above; readable by its owner only |
| `quarterdeck.sqlite3`, with `-wal` and `-shm` while it is open | the data, unless a PostgreSQL server holds them |
| `files/` | files as they came, under the hash of their content |
| `templates/` | Word templates of this office, if it has changed any |
| `engine/` | what the figures engine made from the log, and makes again; may be deleted |
| `cache/` | drawings of charts; may be deleted |
| `static/` | style sheets and scripts, copied from the program at start; need not be kept |"""


def names_in_code() -> tuple[set[str], set[str]]:
    """The environment variables and the keys of config.toml that the package reads."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))
    return (
        set(re.findall(r"environ(?:\.get\(|\[)\s*\"(QUARTERDECK_\w+)\"", text)),
        set(re.findall(r"CONFIG(?:\.get\(|\[)\"(\w+)\"", text)),
    )


def page() -> str:
    """The page; raises `ValueError` naming what the code reads and this file does not explain, or the reverse."""
    environment, config = names_in_code()
    if odd := (environment ^ set(ENVIRONMENT)) | (config ^ set(CONFIG)):
        raise ValueError(f"docs/settings_page.py and the code differ in: {', '.join(sorted(odd))}")
    variables = "\n".join(f"| `{name}` | {default} | {text} |" for name, (default, text) in ENVIRONMENT.items())
    keys = "\n".join(f"| `{name}` | {text} |" for name, text in CONFIG.items())
    return f"""# Settings

What may be set from outside. Made from the code by `make docs`; do not edit it by hand.

## Environment

| variable | where it is not set | meaning |
| --- | --- | --- |
{variables}

## config.toml in the folder of the store

| key | meaning |
| --- | --- |
{keys}

## The folder of a store

{FOLDER}
"""
