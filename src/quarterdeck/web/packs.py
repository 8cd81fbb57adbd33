"""Read the country packs: the dated data of a country, kept as YAML beside the code."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop


@cache
def read(pack: str, path: str) -> Any:
    """The parsed YAML file `path` of a pack, e.g. `read("vn", "documents/types.yaml")`.

    Read once per process and shared: treat the result as read-only. Raises `NotFound` where the pack has no
    such file, and `BadInput` where it is no YAML or leaves the pack's folder.
    """
    place = f"{pack}/{path}"
    root = Path(settings.PACKS).resolve()
    file = (root / pack / path).resolve()
    if not file.is_relative_to(root / pack) or not (root / pack).is_relative_to(root):
        raise BadInput(gettext_noop("This path leads out of the pack."), place=place,
                       remedy=gettext_noop("Name a file inside the pack."))  # fmt: skip
    if not file.is_file():
        raise NotFound(
            Message(gettext_noop("The pack {pack} has no file {path}."), {"pack": pack, "path": path}),
            remedy=gettext_noop("Choose another pack, or add the file to it."),
        )
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        remedy = Message(gettext_noop("Correct it: {problem}"), {"problem": " ".join(str(broken).split())})
        raise BadInput(
            gettext_noop("The file is not valid YAML in UTF-8."), place=place, remedy=remedy
        ) from broken
