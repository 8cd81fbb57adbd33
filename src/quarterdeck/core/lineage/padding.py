"""Codes whose leading zeros a spreadsheet has eaten."""

from collections.abc import Sequence

from quarterdeck.core.lineage.register import Register


def restored(codes: Sequence[str], register: Register) -> dict[str, str]:
    """The codes that stand for longer ones, by what they stand for: "1" for "00001", "24.0" for "24".

    One length is assumed for the whole table, that which makes sense of most of its codes; only where it makes sense of
    more than the codes do as they are, is anything restored.
    """
    plain = {code.strip(): code.strip().removesuffix(".0") for code in codes if code.strip()}
    short = {code for code in plain.values() if code.isascii() and code.isdigit()}
    lengths = sorted({len(code) for code in register.by_code if code.isascii() and code.isdigit()})
    as_it_is = sum(code in register.by_code for code in short)
    best = max(lengths, key=lambda length: _known(short, length, register), default=0)
    if _known(short, best, register) <= as_it_is:
        best = 0
    found = {given: code.zfill(best) if code in short else code for given, code in plain.items()}
    return {given: code for given, code in found.items() if code != given and code in register.by_code}


def _known(codes: set[str], length: int, register: Register) -> int:
    return sum(code.zfill(length) in register.by_code for code in codes)
