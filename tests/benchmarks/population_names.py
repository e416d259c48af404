"""Names of records as hashes that Frappe never makes, so that a population is found again by its names."""

from __future__ import annotations

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
PREFIX = "0w"
"""No hash of Frappe begins so: hexadecimal and base32hex have no "w", base32 has no "0"."""

LENGTH = 8
SPACE = 32**LENGTH
SPREAD = 659_918_273_641  # odd, so no two numbers below SPACE fall on the same place


def record_name(number: int, seed: int) -> str:
    """Give the name of the n-th record of its kind: ten characters, spread over the index like hashes."""
    place = (number * SPREAD + seed * 7_919_777) % SPACE
    return PREFIX + "".join(ALPHABET[(place >> shift) & 31] for shift in range(0, 5 * LENGTH, 5))
