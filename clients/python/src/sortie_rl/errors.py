"""What can go wrong: one class, with a code that programs branch on and the next step for people."""

from __future__ import annotations


class SortieError(Exception):
    """`code` is of a closed set (internal/base/errors.ts); `remedy` is the next step."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} [{code}]" + (f"; try: {remedy}" if remedy else ""))
        self.code = code
        self.message = message
        self.remedy = remedy


class SessionTaken(SortieError):
    """Another trainer has opened a reading since, or the gateway was restarted: connect again from the last checkpoint."""
