"""Passwords of users, meetings and recordings by a policy of the center: generated, and checked.

They have 1 to 64 ASCII characters, and case matters (Live Meeting service API, sections 2 and 5.3). Generated ones have
eight characters, with upper and lower case, a digit and a punctuation mark among them.
"""

from __future__ import annotations

import string

from convener.domain import text
from convener.domain.centers.settings import PasswordPolicy
from convener.domain.errors import BadCharacter, InvalidParameter
from convener.domain.secrets import hash_password, random_text

LONGEST = 64
MADE_LENGTH = 8

PUNCTUATION = "!#$*+-.:=?@_~"
"""Marks in generated passwords: on every keyboard, unchanged in XML, and in a URL once encoded."""

_LETTERS_AND_DIGITS = string.ascii_letters + string.digits
_ALL = _LETTERS_AND_DIGITS + PUNCTUATION
_KINDS = tuple(map(frozenset, (string.ascii_uppercase, string.ascii_lowercase, string.digits, PUNCTUATION)))


def generate_password(policy: PasswordPolicy, name: str = "") -> str:
    """A random password that the policy allows. ``name`` is the user ID or meeting name that the policy may forbid in
    it.

    It begins and ends with a letter or digit, so that it can be copied from the end of a sentence.
    """
    length = max(MADE_LENGTH, min(policy.shortest, LONGEST))
    while True:
        ends = random_text(_LETTERS_AND_DIGITS, 2)
        password = ends[0] + random_text(_ALL, length - 2) + ends[1]
        if all(not kind.isdisjoint(password) for kind in _KINDS) and _find_violation(policy, password, name) is None:
            return password


class HashNeeded(Exception):
    """The slow hash of ``password`` is to be computed outside of the transaction, which is then carried out again with
    a :class:`PreparedHash`."""

    def __init__(self, password: str) -> None:
        super().__init__()
        self.password = password


class Hashing:
    """Where a new password and its hash come from: both are made at once. It takes long, so other writers wait where
    that is in a transaction (:class:`PreparedHash`)."""

    def generate(self, policy: PasswordPolicy, name: str) -> str:
        """As :func:`generate_password`."""
        return generate_password(policy, name)

    def hash(self, password: str) -> str:
        """As :func:`convener.domain.secrets.hash_password`."""
        return hash_password(password)


class PreparedHash(Hashing):
    """A password whose hash was computed before the transaction; for any other one :class:`HashNeeded` is raised.
    Without a password there is none yet."""

    def __init__(self, password: str = "", stored: str = "") -> None:
        self._password = password
        self._stored = stored

    def generate(self, policy: PasswordPolicy, name: str) -> str:
        """The one that was generated before, where it is still one that the policy allows."""
        if self._password and _find_violation(policy, self._password, name) is None:
            return self._password
        return super().generate(policy, name)

    def hash(self, password: str) -> str:
        """The hash of that one; raises :class:`HashNeeded`."""
        if not self._stored or password != self._password:
            raise HashNeeded(password)
        return self._stored


HERE = Hashing()


def check_password(policy: PasswordPolicy, password: str, name: str, parameter: str) -> str:
    """The password that a caller chose for ``name`` (user ID, meeting or recording name), unchanged.

    Raises :class:`InvalidParameter` naming ``parameter`` where it violates the policy, :class:`BadCharacter` where it
    is not ASCII.
    """
    if policy.server_made:
        raise InvalidParameter("Only passwords that the server makes are allowed here.", parameter)
    if not 1 <= len(password) <= LONGEST:
        raise InvalidParameter(f"A password has 1 to {LONGEST} characters.", parameter)
    character = next((character for character in password if not " " <= character <= "~"), None)
    if character is not None:
        raise BadCharacter(parameter, password, character)
    violation = _find_violation(policy, password, name)
    if violation is not None:
        raise InvalidParameter(f"The password {violation}.", parameter)
    return password


def _find_violation(policy: PasswordPolicy, password: str, name: str) -> str | None:
    if len(password) < policy.shortest:
        return f"must have at least {policy.shortest} characters"
    if policy.digit and not any(character.isdigit() for character in password):
        return "must have a digit"
    if policy.upper and not any(character.isupper() for character in password):
        return "must have an upper-case letter"
    if policy.lower and not any(character.islower() for character in password):
        return "must have a lower-case letter"
    if policy.punctuation and not any(character in string.punctuation for character in password):
        return "must have a punctuation mark"
    if policy.not_the_name and name and text.fold(name) in text.fold(password):
        return f"must not contain {name}"
    if policy.plain_ends and not (password[0].isalnum() and password[-1].isalnum()):
        return "must begin and end with a letter or digit"
    return None
