from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain import text
from convener.domain.errors import InvalidParameter

ANYTHING = st.text(st.characters())
"""Any code points at all, halves of surrogate pairs included."""


@given(ANYTHING)
def test_a_line_is_kept_as_it_is_seen_or_refused(value: str) -> None:
    try:
        kept = text.line("title", value, 100)
    except InvalidParameter:
        assert len(value.strip()) > 100 or not value.strip().isprintable() or not text.is_visible(value)
        return
    assert kept == text.clean(kept) == kept.strip()
    assert len(kept) <= 100
    assert not value.strip() or text.is_visible(kept)
    kept.encode()
    assert not any(sign in kept for sign in "\0\r\n\t\x1b\u202e\u2066\u200b")


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


@pytest.mark.parametrize(
    ("given_address", "mailed"),
    [
        ("ann@straße.de", "ann@xn--strae-oqa.de"),
        ("ann@strasse.de", "ann@strasse.de"),
        ("ann@βόλος.com", "ann@xn--nxasmm1c.com"),
        ("Ann@Bücher.Example", "Ann@xn--bcher-kva.example"),
        ("ann@bücher。example", "ann@xn--bcher-kva.example"),
        ("ann@XN--bcher-kva.example", "ann@xn--bcher-kva.example"),
        ("josé@ｅｘａｍｐｌｅ.org", "josé@example.org"),
    ],
)
def test_domains_are_mailed_by_idna_2008(given_address: str, mailed: str) -> None:
    assert text.email("email", given_address) == given_address
    assert text.mail_form(given_address) == mailed
    assert text.fold_address(given_address) == text.fold_address(mailed.swapcase())


@pytest.mark.parametrize(
    "value", [f"ann@{'ü' * 62}.org", f"{'é' * 33}@example.org", f"{'é' * 32}@{'.'.join(['x' * 60] * 3)}.exämples.org"]
)
def test_what_is_too_long_as_it_is_sent_is_no_email(value: str) -> None:
    with pytest.raises(InvalidParameter, match="email must be an e-mail address"):
        text.email("email", value)


@given(st.one_of(ANYTHING, st.text("aé.ßς-_@üｅ。日\u0301\u200d", max_size=30).map("ann@x{}.org".format)))
def test_what_is_taken_can_be_mailed(value: str) -> None:
    try:
        kept = text.email("email", value)
    except InvalidParameter:
        return
    if kept:
        domain = text.mail_form(kept).rpartition("@")[2]
        assert domain.isascii()
        assert text.fold_address(text.mail_form(kept)) == text.fold_address(kept)


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


UNSEEN = {
    "zero width space": "\u200b",
    "byte order mark": "\ufeff",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "mark of direction": "\u200e",
    "override": "\u202e\u202c",
    "isolates": "\u2066\u2069",
    "filler of Hangul": "\u3164",
    "half-width filler": "\uffa0",
    "initial filler": "\u115f",
    "empty pattern of Braille": "\u2800",
    "joiners": "\u200d\u200c",
    "variation selector": "\ufe0f",
    "tags": "\U000e0041\U000e0042",
    "combining marks alone": "\u0301\u0302",
    "enclosing circle": "\u20dd",
    "invisible times": "\u2062",
    "musical control": "\U0001d173",
    "no-break spaces": "\u00a0\u202f\u00a0\u200b",
    "Mongolian vowel separator": "\u180e",
    "object replacement": "\ufffc",
    "many": "\u200b\u3000\u2800\u3164 \u202e",
}


@pytest.mark.parametrize("value", UNSEEN.values(), ids=UNSEEN.keys())
def test_a_text_of_which_nothing_is_seen_is_refused(value: str) -> None:
    with pytest.raises(InvalidParameter, match="name must have characters that can be seen"):
        text.line("name", value, 80)
    with pytest.raises(InvalidParameter, match="comment must have characters that can be seen"):
        text.lines("comment", value, 80)
    with pytest.raises(InvalidParameter, match="title must have characters that can be seen"):
        text.shown("title", value)
    assert text.storable_text(value, 80) == ""


@pytest.mark.parametrize("value", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_is_not_seen_is_left_out_around_a_name(value: str) -> None:
    assert text.line("name", f"{value}Ann{value}", 80).rstrip("\u0301\u0302\u20dd") == "Ann"
    assert text.line("name", "Ann", 80) == "Ann"


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("Ann \u202e(tsoh)", "Ann (tsoh)"),
        ("Ann\u2067 (host)\u2069", "Ann (host)"),
        ("A\u200bn\u200cn\u200d", "Ann"),
        ("Ann\u2028Lee", "Ann Lee"),
        ("a" + "\u0308" * 40 + "b", "a" + "\u0308" * 6 + "b"),
        ("Bob\ufe0f\ufe0e", "Bob"),
        ("Bob \U0001f600\U000e0141\U000e0142", "Bob \U0001f600\U000e0141"),
    ],
)
def test_what_deceives_the_eye_is_left_out(given_text: str, cleaned: str) -> None:
    assert text.line("name", given_text, 80) == cleaned


@pytest.mark.parametrize(
    "value",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: a non-joiner between letters
        "\u0647\u200d",  # Arabic: an initial form that stands alone
        "\u0915\u094d\u200d\u0937",  # Devanagari: a half form
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac",  # Bengali: a joiner before the sign that joins
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala
        "\u05d0\u05d1 C++\u200f",  # Hebrew: the plus signs stay at the end
        "\u845b\U000e0100\u57ce",  # Japanese: a variant of an ideograph
        "\u1820\u180b\u1821",  # Mongolian: a variant of a vowel
        "\U0001f469\u200d\U0001f4bb",  # woman technologist
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",  # with a skin tone, and a sign of the basic plane
        "\u2764\ufe0f\u200d\U0001f525",  # heart on fire
        "\U0001f3f3\ufe0f\u200d\U0001f308",  # rainbow flag
        "\U0001f642\u200d\u2194\ufe0f",  # head shaking: an arrow
        "1\ufe0f\u20e3",  # keycap
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # flag of Scotland
        "\u5c71\u7530\u3000\u592a\u90ce",  # Japanese: an ideographic space
        "Zo\u0308e\u0301",
        "\u0e01\u0e33\u0e19\u0e31\u0e19",  # Thai
        "Ann\u00a0Lee",
    ],
)
def test_what_scripts_and_emoji_need_stays(value: str) -> None:
    assert text.line("name", value, 80) == value
    assert text.clean(value) == value


def test_cleaning_takes_no_more_than_the_length_of_the_text() -> None:
    hostile = ("\u200d" * 50_000 + "\u0301" * 50_000) * 2
    assert text.clean(hostile) == ""
    assert text.clean("\u05d0" + hostile).startswith("\u05d0")


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(value: str) -> None:
    assert text.clean(text.clean(value)) == text.clean(value)


@pytest.mark.parametrize(
    ("one", "other"), [("Ann", " aNN "), ("Ann  Lee", "Ann\u00a0Lee"), ("Ann", "A\u200bnn"), ("\uff21nn", "Ann")]
)
def test_names_that_look_the_same_have_one_key(one: str, other: str) -> None:
    assert text.name_key(one) == text.name_key(other)


@pytest.mark.parametrize(
    ("name", "stem", "number"),
    [("Ann", "Ann", 1), ("Ann (2)", "Ann", 2), ("Ann(12)", "Ann", 12), ("Ann (1)", "Ann (1)", 1), ("(2)", "(2)", 1)],
)
def test_a_number_behind_a_name_is_read_as_it_is_written(name: str, stem: str, number: int) -> None:
    assert text.name_stem(name) == (stem, number)
    assert text.numbered("Ann", 2) == text.numbered("Ann (7)", 2) == "Ann (2)"
    assert text.numbered(name, number) == name
    assert text.numbered("Ann (7)", 1) == "Ann"


@given(ANYTHING)
def test_what_is_storable_can_be_encoded(value: str) -> None:
    if text.is_storable(value):
        assert b"\0" not in value.encode()
