"""Every place in both themes, two sizes and three languages, and what is shown when something is wrong."""

from tests.tour.cells import open_cell
from tests.tour.hand import Hand
from tests.tour.places.editor import look_for_video
from tests.tour.places.shell import speak
from tests.tour.processes import run_process
from tests.tour.tour import FULL, SMALL, Tour

PLACES = (("Ctrl+1", "catalog"), ("Ctrl+2", "title"), ("Ctrl+3", "editor"), ("Ctrl+4", "screening"), ("Ctrl+5", "delivery"))
PANELS = (("Ctrl+Shift+M", "metadata"), ("Ctrl+Shift+C", "characters"), ("Ctrl+Shift+T", "terms"), ("Ctrl+Shift+N", "notes"))
INTERFACES = (("简体中文", "zh"), ("العربية", "ar"))


def looks(tour: Tour) -> None:
    """Run the part."""
    hand = tour.hand
    with tour.step("every place is looked at in English, dark and light, large and small"):
        hand.window.resize(*FULL)
        hand.rest()
        hand.press("Ctrl+2")
        open_cell(tour, 2, "en")
        for theme in ("dark", "light"):
            for size in (FULL, SMALL):
                look_around(hand, size, f"en-{theme}")
            hand.press("Ctrl+Shift+D")
    with tour.step("panels and sheets open by their keys"):
        look_into(tour)
    with tour.step("a window beside this one only reads, and says so"):
        run_process(tour.target, "beside")
    with tour.step("without its video an episode says what is missing"):
        look_for_video(tour)
    for name, tag in INTERFACES:
        with tour.step(f"the window speaks {name}"):
            speak(hand, name)
            look_around(hand, FULL, f"{tag}-dark")
            hand.press("Ctrl+Shift+D")
            look_around(hand, SMALL, f"{tag}-light")
            hand.press("Ctrl+Shift+D")
    with tour.step("and English again"):
        speak(hand, "English")


def look_around(hand: Hand, size: tuple[int, int], dress: str) -> None:
    """Go to every place and keep a picture."""
    hand.window.resize(*size)
    for keys, place in PLACES:
        hand.press(keys)
        hand.rest()
        if place in ("editor", "screening"):
            hand.until(lambda: hand.frame() is not None, f"a frame in the {place}")
        hand.wait(400)
        hand.rest()
        hand.shot(f"{place}-{dress}-{size[0]}")


def look_into(tour: Tour) -> None:
    """Open the side panels and the sheets."""
    hand = tour.hand
    hand.window.resize(*SMALL)
    hand.press("Ctrl+2")
    for keys, name in PANELS:
        hand.press(keys)
        hand.rest()
        hand.shot(f"panel-{name}")
    hand.press("Ctrl+K")
    hand.write("ring")
    hand.rest()
    hand.wait(300)
    hand.shot("palette")
    hand.press("Escape")
    for place, keys, name in (("Ctrl+2", "F1", "keys"), ("Ctrl+1", "Ctrl+N", "new-title"), ("Ctrl+2", "Ctrl+,", "preferences")):
        hand.press(place)
        hand.rest()
        hand.press(keys)
        hand.until(lambda: hand.window.current_dialog() is not None, f"the sheet {name}")
        hand.rest()
        hand.shot(f"sheet-{name}")
        hand.press("Escape")
        hand.until(lambda: hand.window.current_dialog() is None, f"the sheet {name} closed")
    hand.press("Ctrl+3")
    hand.press("Ctrl+H")
    hand.write("ring")
    hand.rest()
    hand.shot("editor-replace")
    hand.press("Escape")
    hand.press("Ctrl+E")
    hand.rest()
    hand.shot("export")
    hand.press("Ctrl+1")
    hand.click(hand.button("Table"))
    hand.rest()
    hand.shot("catalog-table")
    hand.click(hand.button("Covers"))
