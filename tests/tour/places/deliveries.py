"""Deliveries: the gate, the package, and its proof."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFrame, QLineEdit, QScrollArea

from crossreel.domain.catalog.workflow import State
from crossreel.services.delivering.verifying import Verifying
from tests.tour.cells import states
from tests.tour.hand import Hand
from tests.tour.tour import AUTHOR, TARGETS, WHOLE, Tour


def be_refused(tour: Tour) -> None:
    """Plan a delivery of the faulty title: the gate says everything that stands against it."""
    hand = tour.hand
    with tour.step("the gate refuses the faulty sample and says why"):
        hand.press("Ctrl+D")
        hand.find(QScrollArea, "What stands against the delivery")
        hand.rest()
        hand.until(lambda: len(causes_said(hand)) > 2, "the causes")
        said = causes_said(hand)
        assert any("3" in each and "without a translation" in each for each in said), f"the missing cue is not named: {said}"
        assert any("4" in each and "Thai" in each for each in said), f"the missing episode is not named: {said}"
        assert hand.seen(QAbstractButton, "Approve"), "nothing mends what is not approved"
        assert not hand.seen(QAbstractButton, "Build the package")[0].isEnabled(), "the package could be built"
        hand.shot("delivery-refused")


def causes_said(hand: Hand) -> list[str]:
    """Return what the causes say."""
    return [each.accessibleName() for each in hand.seen(QFrame, "") if each.accessibleName().endswith((".", "”"))]


def deliver(tour: Tour) -> None:
    """Build the package by the form, and prove it by bagit and by our own check."""
    hand, reader = tour.hand, tour.reader
    with tour.step("the gate opens and the package is built"):
        hand.press("Ctrl+2")
        hand.rest()
        hand.press("Ctrl+D")
        hand.find(QScrollArea, "What stands against the delivery")
        hand.rest()
        for words in ("Arabic", "Thai"):
            box = hand.find(QCheckBox, words)
            if box.isChecked():
                hand.click(box, QRect(0, 0, 16, box.height()).center())
        hand.paste(hand.find(QLineEdit, "Build in folder"), str(tour.out))
        hand.rest()
        build = hand.button("Build the package")
        hand.shot("delivery-ready")
        hand.click(build)
        hand.until(lambda: reader.desk.delivering.history(reader.title(tour.code).id), "the delivery", 60)
        hand.rest()
        hand.shot("delivery-built")
    with tour.step("the package is whole: we say so, and BagIt does where it is"):
        delivered = reader.desk.delivering.history(reader.title(tour.code).id)[0]
        prove_package(tour, Path(delivered.package_path))
        assert set(delivered.languages) == set(TARGETS) and delivered.author == AUTHOR
    with tour.step("the matrix shows what was delivered"):
        hand.press("Ctrl+2")
        hand.until(lambda: states(tour) == {State.DELIVERED}, "every cell delivered")
        hand.rest()
        hand.shot("title-delivered")


def prove_package(tour: Tour, package: Path) -> None:
    """Check a package with somebody else's program where the tests' tools are, and look for what was typed."""
    assert package.is_dir() and package.is_relative_to(tour.out), package
    if find_spec("bagit"):
        import bagit

        bagit.Bag(str(package)).validate()
    report = Verifying().verify(package)
    assert not report.failed, report.failed
    files = sorted(package.rglob("*_SUB_en_*.srt"))
    assert len(files) == 6, files
    assert WHOLE in next(each for each in files if "E003" in each.name).read_text("utf-8-sig")
    assert not [each for each in package.rglob("*_SUB_*") if "_ar_" in each.name or "_th_" in each.name]
