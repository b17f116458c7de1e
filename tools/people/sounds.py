"""What drawn people sound like: one talks, the others are silent."""

from __future__ import annotations

import array
import math
import wave
from pathlib import Path

RATE = 16_000
"""Samples a second."""


def write_silence(path: Path, seconds: float = 1) -> None:
    """A file of silence (WAV, 16 bits)."""
    _write(path, array.array("h", bytes(2 * round(RATE * seconds))))


def write_speech(path: Path, seconds: float = 8) -> None:
    """A file of something that meters and noise suppression take for a voice: vowels in syllables, without a pause in
    which the speaker would not be seen as one. It ends as it begins, so it can be played again and again."""
    samples = array.array("h")
    for number in range(round(RATE * seconds)):
        at = number / RATE
        pitch = 120 + 14 * math.sin(2 * math.pi * at / seconds * 3)
        syllable = 0.6 + 0.4 * math.sin(2 * math.pi * 4 * at)
        vowel = 1 + math.floor(at * 4) % 3
        voice = sum(
            math.sin(2 * math.pi * pitch * harmonic * at) / (1 + abs(harmonic - 3 * vowel)) for harmonic in range(1, 13)
        )
        samples.append(round(9_000 * syllable * max(-1.0, min(1.0, voice / 2))))
    _write(path, samples)


def _write(path: Path, samples: array.array[int]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
