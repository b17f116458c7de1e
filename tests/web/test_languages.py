"""The language of who asks, by its Accept-Language."""

from __future__ import annotations

import pytest

from convener.web.languages import preferred_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("xx, fr;q=0.1", "fr"),
        ("en;q=0.2, ja;q=0.9", "ja"),
        ("de;q=0, ar;q=0.5", "ar"),
        ("de;q=many", "en"),
        (";;;,,,q=1", "en"),
    ],
)
def test_the_one_that_is_wanted_most(header: str, language: str) -> None:
    assert preferred_language(header) == language
