"""The stage of the real window for the tests of this folder."""

from tests.unit.ui.stage import kept_drama, make_stage, movie, stage

__all__ = ["kept_drama", "make_stage", "movie", "stage"]
