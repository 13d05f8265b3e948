"""Large blocks come fresh from the system, or are kept for the next: counted in pages that the system had to bring.

In a process of its own: in one that did much before, a hole in the heap may be large enough for every block.
"""

import subprocess
import sys

import pytest

from crossreel.kernel import memory

BLOCK, PAGE, ROUNDS = 2 << 20, 4096, 20
EVERY = ROUNDS * BLOCK // PAGE
PROGRAM = f"""
import resource
from crossreel.kernel import memory

def pages_brought():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _each in range({ROUNDS}):
        block = bytearray({BLOCK})
        block[::{PAGE}] = b"x" * ({BLOCK} // {PAGE})
        del block
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

memory.return_large_blocks()
print(pages_brought())
memory.keep_large_blocks()
pages_brought()
print(pages_brought())
memory.give_back()
print(pages_brought())
"""


@pytest.mark.skipif(not memory.return_large_blocks(), reason=f"the C library of {sys.platform} cannot be asked")
def test_what_is_kept_is_not_brought_again_until_it_is_given_back() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    returned, kept, given_back = map(int, ended.stdout.split())
    assert returned >= EVERY
    assert kept < EVERY / 4
    assert given_back >= EVERY
