from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain.accounts import passwords
from convener.domain.centers.settings import PasswordPolicy
from convener.domain.errors import BadCharacter, InvalidParameter

policies = st.builds(
    PasswordPolicy,
    shortest=st.integers(1, 64),
    digit=st.booleans(),
    upper=st.booleans(),
    lower=st.booleans(),
    punctuation=st.booleans(),
    not_the_name=st.booleans(),
    plain_ends=st.booleans(),
)


@given(policies, st.text(string.ascii_letters + string.digits, min_size=2, max_size=32))
def test_what_we_make_is_what_the_policy_allows(policy: PasswordPolicy, name: str) -> None:
    password = passwords.generate_password(policy, name)
    assert passwords.check_password(policy, password, name, "password") == password


def test_made_passwords_have_all_kinds_of_signs() -> None:
    for _ in range(50):
        password = passwords.generate_password(PasswordPolicy())
        assert len(password) == 8
        for kind in (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation):
            assert set(password) & set(kind)


def test_made_passwords_differ() -> None:
    assert len({passwords.generate_password(PasswordPolicy()) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("policy", "password", "reason"),
    [
        (PasswordPolicy(shortest=9), "abcdefgh", "9 characters"),
        (PasswordPolicy(digit=True), "abcdefgh", "digit"),
        (PasswordPolicy(upper=True), "abcdefgh", "upper-case"),
        (PasswordPolicy(lower=True), "ABCDEFGH", "lower-case"),
        (PasswordPolicy(punctuation=True), "abcdefgh", "punctuation"),
        (PasswordPolicy(not_the_name=True), "xMIRAx", "mira"),
        (PasswordPolicy(plain_ends=True), "!abc", "begin and end"),
        (PasswordPolicy(plain_ends=True), "abc!", "begin and end"),
        (PasswordPolicy(server_made=True), "abcdefgh", "server makes"),
        (PasswordPolicy(), "", "1 to 64"),
        (PasswordPolicy(), "x" * 65, "1 to 64"),
    ],
)
def test_a_policy_that_is_broken_is_named(policy: PasswordPolicy, password: str, reason: str) -> None:
    with pytest.raises(InvalidParameter, match=reason) as refused:
        passwords.check_password(policy, password, "mira", "audience_password")
    assert refused.value.parameter == "audience_password"


@pytest.mark.parametrize("odd", ["é", "\n", "\x7f", "密"])
def test_passwords_are_ascii(odd: str) -> None:
    with pytest.raises(BadCharacter) as refused:
        passwords.check_password(PasswordPolicy(), f"abc{odd}", "mira", "password")
    assert refused.value.character == odd


def test_the_loosest_policy_takes_a_single_sign() -> None:
    assert passwords.check_password(PasswordPolicy(), "~", "mira", "password") == "~"


def test_a_hash_is_prepared_for_one_password() -> None:
    nothing = passwords.PreparedHash()
    generated = nothing.generate(PasswordPolicy(), "mira")
    with pytest.raises(passwords.HashNeeded) as needed:
        nothing.hash(generated)
    assert needed.value.password == generated
    prepared = passwords.PreparedHash(generated, "its hash")
    assert prepared.generate(PasswordPolicy(), "mira") == generated
    assert prepared.hash(generated) == "its hash"
    with pytest.raises(passwords.HashNeeded):
        prepared.hash("another one")
    assert len(prepared.generate(PasswordPolicy(shortest=12), "mira")) == 12, "the policy may have changed meanwhile"
