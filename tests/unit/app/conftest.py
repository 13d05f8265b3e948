"""A real window, for the running application around it."""

from tests.unit.ui.conftest import desk, empty_catalog, english, registry, silent_qt

__all__ = ["desk", "empty_catalog", "english", "registry", "silent_qt"]
