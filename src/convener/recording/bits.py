"""Reads the bits of a header, most significant first."""

from __future__ import annotations


class BitReader:
    """Raises :class:`ValueError` where there are fewer bits than asked for."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    def read(self, bits: int) -> int:
        """An unsigned number of so many bits."""
        if bits > self._left:
            raise ValueError("the header is cut off")
        self._left -= bits
        return self._value >> self._left & ((1 << bits) - 1)

    def flag(self) -> bool:
        """One bit."""
        return self.read(1) == 1

    def exp_golomb(self) -> int:
        """ue(v) of H.264 (9.1) and uvlc of AV1 (4.10.3), which are the same."""
        zeros = 0
        while not self.flag():
            zeros += 1
            if zeros > 32:
                raise ValueError("a number has too many bits")
        return (1 << zeros) - 1 + self.read(zeros)

    def signed_exp_golomb(self) -> int:
        """se(v) of H.264 (9.1.1)."""
        number = self.exp_golomb()
        return (number + 1) // 2 if number % 2 else -(number // 2)
