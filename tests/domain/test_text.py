from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain import text
from convener.domain.errors import InvalidParameter

ANYTHING = st.text(st.characters())
"""Any code points at all, halves of surrogate pairs included."""


@given(ANYTHING)
def test_a_line_is_kept_or_refused(value: str) -> None:
    try:
        kept = text.line("title", value, 100)
    except InvalidParameter:
        assert len(value.strip()) > 100 or not value.strip().isprintable()
        return
    assert kept == value.strip()
    assert len(kept) <= 100
    kept.encode()
    assert not any(sign in kept for sign in "\0\r\n\t\x1b")


@given(ANYTHING)
def test_a_key_is_kept_to_the_letter_or_refused(value: str) -> None:
    try:
        assert text.key("meetingKey", value, 50, shortest=1) == value
    except InvalidParameter:
        assert len(value) > 50 or not value or not value.isprintable()


@given(ANYTHING)
def test_any_language_is_one_of_ours_or_refused(value: str) -> None:
    try:
        assert text.language("lang", value) in text.LANGUAGES
    except InvalidParameter:
        assert value.strip()


@given(ANYTHING)
def test_any_email_has_an_at_and_no_line_end_or_is_refused(value: str) -> None:
    try:
        kept = text.email("email", value)
    except InvalidParameter:
        return
    assert kept == "" or (kept.count("@") == 1 and not any(sign in kept for sign in '\r\n <>,;"\0'))


@given(st.emails(domains=st.just("example.org")))
def test_common_emails_are_taken(value: str) -> None:
    assert text.email("email", value) == value


@pytest.mark.parametrize(
    "value",
    [
        "ann@localhost",
        "ann@corp.local",
        "ann@192.0.2.7",
        "ANN@Example.ORG",
        "o'brien+news@ex-ample.co.uk",
        "josé@exämple.org",
        "用户@例え.jp",
        "δοκιμή@παράδειγμα.ελ",
        "😀@example.org",
        "ann@xn--mnchen-3ya.de",
    ],
)
def test_emails_of_any_script_and_network_are_stored_as_they_are(value: str) -> None:
    assert text.email("email", f" {value} ") == value


@pytest.mark.parametrize(
    "value",
    [
        "ann",
        "ann@",
        "@example.org",
        "ann@@example.org",
        "ann..lee@example.org",
        '"ann lee"@example.org',
        "Ann <ann@example.org>",
        "ann@[192.0.2.7]",
        "ann@example..org",
        "ann@-example.org",
        "ann@ex_ample.org",
        "ann@😀.example",
        f"ann@{'x' * 64}.org",
        "ann\u200b@example.org",
        "ann@example.org, bob@example.org",
    ],
)
def test_what_no_mail_server_takes_is_no_email(value: str) -> None:
    with pytest.raises(InvalidParameter, match="email must be an e-mail address"):
        text.email("email", value)


def test_emails_take_no_time_to_refuse() -> None:
    with pytest.raises(InvalidParameter):
        text.email("email", "a." * 126 + "@")


def test_lines_may_have_lines() -> None:
    assert text.lines("description", " a\r\n\tb \n", 10) == "a\r\n\tb"
    with pytest.raises(InvalidParameter):
        text.lines("description", "a\x0bb", 10)


def test_messages_name_the_parameter_and_what_would_be_right() -> None:
    with pytest.raises(InvalidParameter, match="hostid may have at most 50 characters, not 51"):
        text.key("hostid", "x" * 51, 50)
    with pytest.raises(InvalidParameter, match="hostid must not be empty"):
        text.key("hostid", "", 50, shortest=1)


@pytest.mark.parametrize(("one", "other"), [("Ann", "aNN"), ("ＡＢＣ", "abc"), ("STRASSE", "straße"), ("e\u0301", "É")])
def test_names_that_people_take_for_the_same_are_the_same(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@given(ANYTHING)
def test_what_is_storable_can_be_encoded(value: str) -> None:
    if text.is_storable(value):
        assert b"\0" not in value.encode()
