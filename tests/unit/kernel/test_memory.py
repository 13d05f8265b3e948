"""Large blocks come fresh from the system, or are kept for the next: counted in pages that the system had to bring."""

import resource
import sys

import pytest

from crossreel.kernel import memory

BLOCK, PAGE, ROUNDS = 2 << 20, 4096, 20


def pages_brought() -> int:
    """Fill a block and free it, again and again, and return how many pages the system brought for that."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _each in range(ROUNDS):
        block = bytearray(BLOCK)
        block[::PAGE] = b"x" * (BLOCK // PAGE)
        del block
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(not memory.return_large_blocks(), reason=f"the C library of {sys.platform} cannot be asked")
def test_what_is_kept_is_not_brought_again_until_it_is_given_back() -> None:
    every = ROUNDS * BLOCK // PAGE
    memory.give_back()  # whatever was played before
    assert pages_brought() >= every
    try:
        assert memory.keep_large_blocks()
        pages_brought()
        assert pages_brought() < every / 4
    finally:
        memory.give_back()
    assert pages_brought() >= every
