"""Giving memory back to the system."""

import ctypes
import sys

LARGE_BYTES = 256 << 10
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def return_large_blocks() -> bool:
    """Let the C library give every large block back as soon as it is freed; tell whether it can be asked to.

    glibc raises its threshold with each large block that is freed, and then keeps decoded pictures of megabytes in the heaps of
    the threads that decoded them: measured 560 MB instead of 420 after a walk through 80 episodes.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(M_MMAP_THRESHOLD, LARGE_BYTES) and mallopt(M_TRIM_THRESHOLD, LARGE_BYTES))
