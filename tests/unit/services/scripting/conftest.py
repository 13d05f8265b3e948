"""The importing fixtures, for scripts that come back."""

from tests.unit.services.importing.conftest import database, importing, movie

__all__ = ["database", "importing", "movie"]
