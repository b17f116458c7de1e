"""A log that tests can read."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from convener.observability.logging import configure_logging
from convener.settings import Settings


@contextmanager
def captured_log() -> Iterator[io.StringIO]:
    """What is logged inside the block, as lines of JSON."""
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    configure_logging(Settings(log_format="json"), stream)
    try:
        yield stream
    finally:
        configure_logging(Settings())
        logging.captureWarnings(False)
        logging.raiseExceptions = True
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines that have been logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]
