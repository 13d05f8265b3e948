"""The words that names of files are read by, and the readers made of them."""

import tomllib
from functools import cache

from crossreel.domain.importing.episode_name import NameReader
from crossreel.domain.importing.name_words import NameWords, parse_words
from crossreel.domain.importing.outside import OutsideFinder
from crossreel.kernel.paths import resource


@cache
def name_reader() -> NameReader:
    """Return the reader of names, made when it is first asked for."""
    return NameReader(_words())


@cache
def outside_finder() -> OutsideFinder:
    """Return what names files that are no part of an import."""
    return OutsideFinder(_words().outside)


@cache
def _words() -> NameWords:
    return parse_words(tomllib.loads(resource("file_names.toml").read_text("utf-8")))
