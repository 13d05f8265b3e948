"""What is running here, in words: the same lines for the window, the command line and the clipboard."""

from crossreel.domain.installation import Installation
from crossreel.i18n.messages import _
from crossreel.kernel.paths import legible

NAME = "Crossreel"


def headline(found: Installation) -> str:
    """Return the name with the version."""
    return f"{NAME} {found.version}"


def licence(found: Installation) -> str:
    """Return under which licence the program was handed out."""
    if found.bundled:
        return _("GPL-3.0 as a whole; Crossreel’s own code Apache-2.0")
    return "Apache-2.0"


def built_on(found: Installation) -> tuple[tuple[str, str], ...]:
    """Return what the program is built on, as pairs of name and version."""
    pairs = (("Python", found.python), ("Qt", found.qt), ("libVLC", found.vlc), ("SQLite", found.sqlite))
    return tuple((name, version or _("not found")) for name, version in pairs)


def places(found: Installation) -> tuple[tuple[str, str], ...]:
    """Return where the files of the program lie, as pairs of words and path."""
    pairs = ((_("Catalog"), found.catalog), (_("Log"), found.log), (_("Licences"), found.licences))
    return tuple((words, legible(path)) for words, path in pairs)


def about_text(found: Installation) -> str:
    """Return everything as lines of text."""
    rest = ((_("Licence"), licence(found)), *built_on(found), (_("System"), found.system), *places(found))
    return "\n".join((headline(found), *(f"{words}: {value}" for words, value in rest)))
