"""What a caller is told whose request is refused before any API has seen it, in the form of the API that it means."""

from __future__ import annotations

import re
from html import escape

import msgspec

from convener.apis.live_meeting.protocol.faults import fault_of
from convener.apis.live_meeting.protocol.writer import document
from convener.apis.liveminutes.replies import Failure
from convener.apis.rest.v1.schemas.problem import Problem
from convener.domain.errors import TooManyAttempts
from convener.web.middleware.callers import MESSAGE, RETRY_AFTER, Refusal

_LIVE_MEETING = re.compile(r"/cc/(?:_XML/)?[^/]+/xml/", re.IGNORECASE)

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Please wait a little</title>
<style>
:root {{ color-scheme: light dark }}
body {{ display: grid; place-content: center; min-height: 90vh; margin: 1rem; font: 1rem/1.5 system-ui, sans-serif }}
</style>
<main>
<h1>Please wait a little</h1>
<p>{message}</p>
</main>
"""


def too_many_requests(path: str, accept: str) -> Refusal:
    """The refusal of one request too many from an address: ``path`` says which API is meant, ``accept`` (the header)
    whether a page is."""
    if path.startswith("/api/"):
        return "application/json", msgspec.json.encode(Problem(error=TooManyAttempts.word, message=MESSAGE))
    if _LIVE_MEETING.match(path):
        fault = fault_of(TooManyAttempts(MESSAGE, RETRY_AFTER), lambda name: name)
        return "application/xml", document(fault.element())
    if "text/html" in accept:
        return "text/html; charset=utf-8", _PAGE.format(message=escape(MESSAGE)).encode()
    return "application/json", msgspec.json.encode(Failure(error=TooManyAttempts.word, message=MESSAGE))
