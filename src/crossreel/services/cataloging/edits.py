"""What every edit of a title's rows shares; part of `cataloging`."""

from collections.abc import Callable

from crossreel.domain.catalog.title import CODE_PATTERN, Title
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


class TitleEdits:
    """Runs edits on the rows of a catalog, one transaction each.

    `check(title_id, languages=, episode_ids=)` runs QC; it is handed in, since use cases are strangers to each other.
    """

    def __init__(self, database: Database, *, check: Callable[..., object] | None = None) -> None:
        self._database = database
        self._check = check

    def _edit(
        self, label: str, title_id: int | None, write: Callable[[UnitOfWork], None], *, step_id: int | None = None, **facts: Fact
    ) -> Edit:
        header = EditHeader(label=label, title_id=title_id, facts=facts, step_id=step_id)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            write(uow)
        return open_edit.edit

    def _title_name(self, title_id: int) -> str:
        with self._database.read() as uow:
            return get_title(uow, title_id).name


def get_title(uow: UnitOfWork, title_id: int) -> Title:
    """Return a title.

    Raises:
        NotFound: it is gone.
    """
    found = uow.find(Title, title_id)
    if found is None:
        raise NotFound("catalog.no_title")
    return found


def checked_code(uow: UnitOfWork, written: str, title_id: int | None = None) -> str:
    """Return a title code as the catalog keeps it.

    Raises:
        BadInput: not 2 to 16 letters A to Z and digits, or another title's.
    """
    code = written.strip().upper()
    if not CODE_PATTERN.fullmatch(code):
        raise BadInput("catalog.bad_code", title_code=written)
    for other in uow.where(Title, code=code):
        if other.id != title_id:
            raise BadInput("catalog.code_taken", title_code=code, name=other.name)
    return code


def checked_name(written: str, refusal: str = "catalog.no_name") -> str:
    """Return a name without blanks around it.

    Raises:
        BadInput: nothing is left; `refusal` is the code.
    """
    name = written.strip()
    if not name:
        raise BadInput(refusal)
    return name
