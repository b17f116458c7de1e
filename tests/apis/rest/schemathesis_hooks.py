"""What schemathesis, in a process of its own, adds to its calls (test_contract.py)."""

from __future__ import annotations

import itertools
import os
from typing import Any

import schemathesis

_numbers = itertools.count(1)


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, Any]) -> None:
    """An address of its own for each call, by a trusted proxy: limits on guessing are not what is tested. And the
    cookie that belongs to the CSRF header."""
    number = next(_numbers)
    case.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    case.cookies["csrftoken"] = os.environ["CONTRACT_CSRF"]
