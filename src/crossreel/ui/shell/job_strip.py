"""What the status line says of the jobs: nothing for 600 ms, then words and a bar."""

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import Jobs, Task

PATIENCE_MS = 600


class JobStrip(QObject):
    """`shown` carries (words, done, total); empty words when nothing that has a label runs."""

    shown = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._say)
        self._saying = False
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._moved)
        jobs.finished.connect(self._moved)

    def cancel(self) -> None:
        """Cancel the job that is shown."""
        for job in self._labelled()[:1]:
            job.cancel()

    def _labelled(self) -> list[Task]:
        return [job for job in self._jobs.running() if job.label]

    def _started(self, job: Task) -> None:
        if job.label and not self._saying and not self._timer.isActive():
            self._timer.start()

    def _moved(self, job: Task) -> None:
        if self._saying and job.label:
            self._say()

    def _say(self) -> None:
        jobs = self._labelled()
        self._saying = bool(jobs)
        if not jobs:
            self.shown.emit(("", 0, 0))
            return
        first = jobs[0]
        words = first.label if len(jobs) == 1 else _("{label} (and {count} more)").format(label=first.label, count=len(jobs) - 1)
        if first.total:
            words = _("{words}: {done} of {total}").format(words=words, done=first.done, total=first.total)
        self.shown.emit((words, first.done, first.total))
