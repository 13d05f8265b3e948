"""Drafting: engines run over the episodes of a title."""
