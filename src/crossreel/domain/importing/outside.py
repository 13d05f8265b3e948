"""What lies in a folder and is no part of an import: unfinished downloads, recycle bins, what systems leave behind."""

from collections.abc import Iterable, Mapping, Set

from crossreel.domain.text.document import Notice


class OutsideFinder:
    """Names such files and folders by the words it was made with (`[outside]` of `resources/file_names.toml`)."""

    def __init__(self, words: Mapping[str, Set[str]]) -> None:
        self._unfinished = words["unfinished"]
        self._archives, self._backups = tuple(words["archives"]), tuple(words["backups"])
        self._locks = tuple(words["lock_beginnings"])
        self._bins = words["bins"]
        self._mac = words["mac"]
        self._system = words["system"]

    def of_file(self, name: str) -> Notice | None:
        """Return why a file is no part of an import, None where it may be one."""
        lowered = name.casefold()
        if lowered in self._system:
            return Notice(code="import.system_file")
        if lowered.startswith(self._locks):
            return Notice(code="import.lock_file")
        if lowered.startswith("._"):
            return Notice(code="import.mac_file")
        if self._is_unfinished(lowered):
            return Notice(code="import.unfinished")
        if lowered.endswith("~") or _ends(lowered, self._backups):
            return Notice(code="import.backup_file")
        if _ends(lowered, self._archives):
            return Notice(code="import.archive")
        return Notice(code="import.hidden") if lowered.startswith(".") else None

    def of_folder(self, name: str) -> Notice | None:
        """Return why all of a folder is no part of an import, None where it is to be looked into."""
        lowered = name.casefold()
        if lowered in self._system:
            return Notice(code="import.system_folder")
        if lowered in self._bins:
            return Notice(code="import.bin")
        if lowered in self._mac:
            return Notice(code="import.mac_folder")
        if "." in lowered.strip(".") and self._is_unfinished(lowered):
            return Notice(code="import.unfinished")
        return Notice(code="import.hidden") if lowered.startswith(".") else None

    def _is_unfinished(self, lowered: str) -> bool:
        return _ends(lowered, self._unfinished)

    @staticmethod
    def stands_beside(name: str) -> bool:
        """Tell whether a file is what a downloader keeps beside the file that it is still writing."""
        return name.casefold().endswith(".aria2")


def _ends(lowered: str, endings: Iterable[str]) -> bool:
    return any(lowered.endswith(f".{ending}") for ending in endings)
