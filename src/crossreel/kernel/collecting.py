"""Keeping the collector of cycles still while much is made that holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles until the block ends, where somebody looks for them at all.

    A run of QC makes hundreds of thousands of values without a cycle among them; walking all of them again and again costs a
    fifth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
