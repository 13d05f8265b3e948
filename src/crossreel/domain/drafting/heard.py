"""What was heard in an episode, before it is written anywhere."""

from dataclasses import dataclass

from crossreel.domain.engines.sound_and_picture import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardEpisode:
    """The words of an episode, and which engine heard them at which price (in millionths of `currency`)."""

    episode_id: int
    heard: Heard
    engine_id: str
    price_micros: int = 0
    currency: str = ""
