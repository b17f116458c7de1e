"""Updates of shared documents that are damaged at random, and what the confined process makes of those that pass.

``FUZZ_CASES=100000`` tries that many; a run of all tests tries some thousands.
"""

from __future__ import annotations

import os
import random

from convener.domain.shared_documents.confined import make_snapshot, read_content
from convener.domain.shared_documents.updates import BadUpdate, Structure, UpdateGap
from tests.domain.shared_documents.hostile import HOSTILE, RULES, genuine

CASES = int(os.environ.get("FUZZ_CASES", "3000"))
SEED = int(os.environ.get("FUZZ_SEED", "8"))


def damaged(chance: random.Random, update: bytes, others: list[bytes]) -> bytes:
    """An update with some bytes changed, taken out, doubled, or of another one."""
    changed = bytearray(update)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(5):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randint(1, 8)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 8)]
            case 3:
                other = chance.choice(others)
                begin = chance.randrange(len(other))
                changed[at:at] = other[begin : begin + chance.randint(1, 12)]
            case _:
                changed[at:at] = chance.choice([b"\xff\xff\xff\xff\x0f", b"\x80", b"\x00", b"\x7f"])
    return bytes(changed)


def test_damaged_updates_are_refused_or_do_no_harm() -> None:
    chance = random.Random(SEED)
    log = genuine(SEED, 60)
    structure = Structure()
    for one in log[:40]:
        structure.apply(structure.check(one, RULES))
    others = [*log, *(one[:4000] for one in HOSTILE.values() if one)]
    passed: list[bytes] = []
    for _ in range(CASES):
        update = damaged(chance, chance.choice(log), others)
        fresh = Structure.read(structure.stored())
        try:
            fresh.apply(fresh.check(update, RULES))
        except (BadUpdate, UpdateGap):
            continue
        passed.append(update)
    assert passed, "some are well formed by chance"
    # Each was checked against the same document: read alone after it, each leaves a document that can be read.
    for update in chance.sample(passed, min(len(passed), 10)):
        made = make_snapshot([*log[:40], update])
        assert read_content([made], "notes").blocks
