"""Arguments, looked at before anything is sent: the error names the field, what was given and what is allowed."""

from __future__ import annotations

import math

from .errors import SortieError

UINT32_MAX = 2**32 - 1
# What every part of Sortie counts exactly.
COUNT_MAX = 2**53 - 1


def whole(field: str, given: object, low: int, high: int = COUNT_MAX) -> int:
    """`given`, when it is a whole number from `low` to `high`; raises `config.invalid` otherwise."""
    if isinstance(given, int) and not isinstance(given, bool) and low <= given <= high:
        return given
    raise SortieError("config.invalid", f"{field} is {given!r}", f"give a whole number from {low} to {high}")


def seconds(field: str, given: object, low: float) -> float:
    """`given`, when it is a number of seconds from `low` to a day; raises `config.invalid` otherwise."""
    if isinstance(given, (int, float)) and not isinstance(given, bool) and math.isfinite(given) and low <= given <= 86_400:
        return given
    raise SortieError("config.invalid", f"{field} is {given!r}", f"give a number of seconds from {low:g} to 86400")
