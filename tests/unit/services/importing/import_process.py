"""A process that imports a folder and says each episode it begins; its parent kills it."""

import sys
from pathlib import Path

from crossreel.services.importing.plans import Importing
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database


def main(catalog: str, folder: str) -> None:
    """Import a folder into a catalog."""
    database = Database.open(Path(catalog), author="Mei")
    importing = Importing(database)
    plan = importing.scan([Path(folder)])

    def tell(done: int, total: int, what: str) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()
        if done == 3:
            sys.stdin.readline()

    importing.apply(plan, JobContext(on_progress=tell))


if __name__ == "__main__":
    main(*sys.argv[1:])
