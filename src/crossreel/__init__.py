"""Crossreel: the localization desk for vertical micro-dramas."""

__version__ = "0.1.0"
