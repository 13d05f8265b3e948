"""Where the house's captions stand on a vertical picture, in percent of it: for regions and cue settings."""

from crossreel.domain.caption import VERTICAL

DESCENT_SHARE = 0.3  # of the font size: the faces of players are deeper than ours
TOP_PERCENT = 100 * VERTICAL.top_px / VERTICAL.canvas_height
BOTTOM_PERCENT = 100 * (VERTICAL.baseline_px + DESCENT_SHARE * VERTICAL.font_px) / VERTICAL.canvas_height
LEFT_PERCENT = 100 * (VERTICAL.centre_px - VERTICAL.max_width_px / 2) / VERTICAL.canvas_width
WIDTH_PERCENT = 100 * VERTICAL.max_width_px / VERTICAL.canvas_width
