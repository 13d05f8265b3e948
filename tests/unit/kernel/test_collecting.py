"""The collector rests inside, and is as it was afterwards."""

import gc

import pytest

from crossreel.kernel.collecting import uncollected


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was_whatever_happens_inside(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
