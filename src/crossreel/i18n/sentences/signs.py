"""What lists for burning are headed by."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "signs.sheet": N_("On the picture"),
    "signs.episode": N_("Episode"),
    "signs.in": N_("Start"),
    "signs.out": N_("End"),
    "signs.duration": N_("Duration"),
    "signs.left": N_("Left %"),
    "signs.top": N_("Top %"),
    "signs.width": N_("Width %"),
    "signs.height": N_("Height %"),
}
