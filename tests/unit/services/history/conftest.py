"""The fixtures of editing, for the history that edits leave."""

from tests.unit.services.editing.conftest import drama, editing, history

__all__ = ["drama", "editing", "history"]
