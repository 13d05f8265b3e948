"""The editor's stage for the tests of this folder."""

from tests.unit.ui.stage import kept_drama, make_stage, movie, silent_qt, stage

__all__ = ["kept_drama", "make_stage", "movie", "silent_qt", "stage"]
