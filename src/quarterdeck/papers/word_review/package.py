"""A Word file taken apart and put together again; parts that are not touched keep every byte."""

import posixpath
import struct
import zlib
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.papers.word_review.names import OFFICE, RELATIONS, TYPES

_MOST_BYTES = 512 * 1024 * 1024  # of all parts, unpacked
# What zipfile raises for files that are broken or of a kind it does not know.
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The parts of a Word file. Raises `BadInput` where it is none, or unpacks to too much."""

    def __init__(self, data: bytes) -> None:
        self._trees: dict[str, etree._Element] = {}
        try:
            self._zip = ZipFile(BytesIO(data))
            self.main = self._target("", f"{OFFICE}/officeDocument")
        except (*_BROKEN, KeyError, etree.XMLSyntaxError) as error:
            raise _unreadable() from error
        if sum(info.file_size for info in self._zip.infolist()) > _MOST_BYTES:
            raise _unreadable()

    def tree(self, name: str) -> etree._Element:
        """The XML of a part, to be changed in place. Raises `BadInput` where there is none."""
        if name not in self._trees:
            try:
                self._trees[name] = etree.fromstring(self._read(name), _parser())
            except (KeyError, etree.XMLSyntaxError) as error:
                raise _unreadable() from error
        return self._trees[name]

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part calls its `kind` ("comments"); None where it has none."""
        try:
            return self._target(self.main, f"{OFFICE}/{kind}")
        except KeyError:
            return None

    def add(self, kind: str, content_type: str, root: etree._Element) -> str:
        """Add a part that the main part calls its `kind`; returns its name."""
        taken = set(self._zip.namelist())
        folder = posixpath.dirname(self.main)
        name = next(one for i in range(1, 999) if (one := f"{folder}/{kind}{i if i > 1 else ''}.xml") not in taken)
        self._trees[name] = root
        types = self.tree("[Content_Types].xml")
        types.append(types.makeelement(f"{TYPES}Override", PartName=f"/{name}", ContentType=content_type))
        relations = self.tree(_relations_of(self.main))
        used = {one.get("Id") for one in relations}
        identity = next(one for i in range(1, len(used) + 2) if (one := f"rId{i}") not in used)
        target = posixpath.relpath(name, folder)
        relations.append(
            relations.makeelement(f"{RELATIONS}Relationship", Id=identity, Type=f"{OFFICE}/{kind}", Target=target)
        )
        return name

    def packed(self) -> bytes:
        """The whole file with the parts that were changed or added."""
        buffer = BytesIO()
        with ZipFile(buffer, "w") as out:
            out.comment = self._zip.comment
            for info in self._zip.infolist():
                changed = self._trees.get(info.filename)
                out.writestr(_like(info), self._read(info.filename) if changed is None else _xml(changed))
            first, known = self._zip.infolist()[0], set(self._zip.namelist())
            for name, root in self._trees.items():
                if name not in known:
                    out.writestr(_like(first, name), _xml(root))
        return buffer.getvalue()

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as stream:
                # The size that the file tells may be a lie: what is read counts.
                found = stream.read(_MOST_BYTES + 1)
        except _BROKEN as error:
            raise _unreadable() from error
        if len(found) > _MOST_BYTES:
            raise _unreadable()
        return found

    def _target(self, part: str, kind: str) -> str:
        folder = posixpath.dirname(part)
        for one in etree.fromstring(self._read(_relations_of(part)), _parser()):
            if one.get("Type") == kind and one.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        raise KeyError(kind)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _like(info: ZipInfo, name: str = "") -> ZipInfo:
    """The entry of a part set as `info` is, so that the package looks as it did."""
    made = ZipInfo(name or info.filename, info.date_time)
    made.compress_type, made.external_attr, made.create_system = info.compress_type, info.external_attr, 0
    return made


def _xml(root: etree._Element) -> bytes:
    return cast(bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _unreadable() -> BadInput:
    return BadInput(
        gettext_noop("The Word file is damaged or too large to be written into."),
        remedy=gettext_noop("Open it in Word, save it again as .docx and try that file."),
    )
