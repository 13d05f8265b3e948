"""The fixtures of editing: what is folded comes from real edits."""

from tests.unit.services.editing.conftest import drama, editing, history

__all__ = ["drama", "editing", "history"]
