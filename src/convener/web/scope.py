"""What middleware writes into the scope of a request, for the handlers that want to know it."""

from __future__ import annotations

HEADERS_ALONE = "convener.headers_alone"
"""True where the caller asks by HEAD and wants no body: a handler that counts who reads need not count this."""

THROUGH_PROXY = "convener.through_proxy"
"""The address of the trusted proxy that the request came from, where it came from one that says for whom it asks."""

SCHEME_UNKNOWN = "convener.scheme_unknown"
"""True where that proxy does not say by which scheme the request reached it."""
