"""Which public keys of Ed25519 are ones that somebody can have made (RFC 8032, 5.1.3), of which libraries refuse fewer."""

from functools import lru_cache

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P


@lru_cache(maxsize=1024)
def is_proper(key: bytes) -> bool:
    """Whether 32 bytes are the one encoding of a point of the curve whose order is not small.

    Under a point of small order one signature fits every text. Such points are those whose eightfold is the neutral one: y is 0, 1 or -1,
    or, as doubling -x² + y² = 1 + dx²y² to y = 0 gives, d·y⁴ + 2y² - 1 is 0.
    """
    value = int.from_bytes(key, "little")
    y, sign = value & ((1 << 255) - 1), value >> 255
    if y >= _P or (_D * y**4 + 2 * y * y - 1) % _P == 0 or y in (0, 1, _P - 1):
        return False
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    return sign in (0, 1) and pow(square, (_P - 1) // 2, _P) == 1
