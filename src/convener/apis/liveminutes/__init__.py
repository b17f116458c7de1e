"""The LiveMinutes API: eight methods at the root of the host, HTTP POST, answered in JSON.

Source: the LiveMinutes seed. Here the protocol is translated; the rules are those of
:mod:`convener.domain.actions.api_client_meetings`.
"""

from .dispatch import unknown_method
from .router import find_method_call, liveminutes_router

__all__ = ["find_method_call", "liveminutes_router", "unknown_method"]
