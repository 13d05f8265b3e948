"""The clock between libVLC's rare reports of the time."""

from crossreel.media.player_clock import PlayerClock


class Timer:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_stands_runs_and_stands_again() -> None:
    timer = Timer()
    clock = PlayerClock(timer)
    clock.hold(500)
    timer.seconds += 3
    assert clock.position_ms() == 500
    clock.run(500)
    timer.seconds += 0.25
    assert clock.position_ms() == 750
    clock.hold(760)
    timer.seconds += 1
    assert clock.position_ms() == 760


def test_a_report_puts_it_right_and_never_turns_it_back_by_a_little() -> None:
    timer = Timer()
    clock = PlayerClock(timer)
    clock.run(0)
    timer.seconds += 1.0
    assert clock.position_ms() == 1000
    clock.correct(960)
    assert clock.position_ms() == 1000
    timer.seconds += 0.03
    assert clock.position_ms() == 1000
    timer.seconds += 0.02
    assert clock.position_ms() == 1010
    clock.correct(2000)
    assert clock.position_ms() == 2000
    clock.correct(100)
    assert clock.position_ms() == 100


def test_a_report_does_not_move_a_clock_that_stands() -> None:
    clock = PlayerClock(Timer())
    clock.hold(500)
    clock.correct(900)
    assert clock.position_ms() == 500


def test_speed_counts_from_its_change_and_the_end_is_the_end() -> None:
    timer = Timer()
    clock = PlayerClock(timer)
    clock.set_limit(4000)
    clock.run(0)
    timer.seconds += 1
    clock.set_rate(2.0)
    timer.seconds += 1
    assert clock.position_ms() == 3000
    timer.seconds += 5
    assert clock.position_ms() == 4000
