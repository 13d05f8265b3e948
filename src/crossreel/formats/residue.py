"""What language models and mark-up leave round subtitles: fences of code, and words about the subtitles rather than of them."""

import itertools
import re
from collections.abc import Sequence

from crossreel.formats.notices import Notices

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,}|'{3,})[ \t]*[\w+.-]{0,12}[ \t]*")
_RULE = re.compile(r"[ \t]*([-*=_—])(?:[ \t]*\1){2,}[ \t]*")
_CHATTER = re.compile(
    r"[*_(\[#> \t]*(?:"
    r"here(?: is|'s|’s| are)\b.*(?:translat|subtitle|srt|caption|continu|part|version|file)"
    r"|(?:sure|certainly|of course|absolutely|okay|great)[!,.:].*(?:translat|subtitle|srt|here|file)"
    r"|notes?\b.*(?:translat|subtitle|kept|keep|preserv|adapt|locali[sz])"
    r"|(?:please )?let me know if\b|feel free to (?:ask|let|reach|request|adjust)\b"
    r"|i(?: have|'ve|’ve) (?:translated|kept|preserved|adjusted|tried)\b"
    r"|i hope (?:this|that) (?:helps|translation)\b|(?:this|the) translation\b|translat(?:ed by|ion notes?|or'?s notes?)\b"
    r"|would you like me to\b|is there anything else\b|\(?continued in (?:the )?next\b|\[?(?:to be )?continued\b.*\bpart"
    r"|(?:以下|以上|下面)(?:是|为|為).*(?:翻译|翻譯|译文|譯文|字幕)|(?:翻译|翻譯)(?:完成|如下|说明|說明|结果|結果)"
    r"|(?:如果|如)(?:您|你)?(?:还|還)?(?:有|需要).*(?:请|請|告诉|告訴|帮助|幫助|修改|调整|調整)|希望(?:对|對|这|這).*(?:帮|幫|翻)"
    r"|(?:aquí|aqui) (?:está|esta|tienes|tiene|va)\b.*(?:traduc|subt|srt)|(?:voici|voilà) .*(?:traduction|sous-titres|srt)"
    r"|hier (?:ist|sind)\b.*(?:übersetz|untertitel|srt)|berikut\b.*(?:terjemahan|subtitle|srt)|أتمنى أن|إليك الترجمة|فيما يلي"
    r")",
    re.IGNORECASE,
)
LONGEST_CHATTER = 600


def without_fences(lines: Sequence[str], is_times: Sequence[bool], notices: Notices) -> list[str]:
    """Return the lines of a file with fences of code, and what stands between one and the next, left empty.

    Args:
        lines: as written.
        is_times: which of them are lines of times; where these stand nothing but the fence itself is left out.
        notices: told what was left out.
    """
    fences = [at for at, line in enumerate(lines) if _FENCE.fullmatch(line)]
    if not fences:
        return list(lines)
    kept = list(lines)
    bounds = [*fences, len(lines)]
    opened = False
    for at, stop in itertools.pairwise(bounds):
        notices.add("text.fence", at + 1, text=kept[at].strip())
        kept[at] = ""
        opened = any(is_times[at:stop])
        words = "\n".join(kept[at + 1 : stop]).strip()
        if not opened and words:
            notices.add("text.chatter", at + 2, text=words[:80])
            kept[at + 1 : stop] = [""] * (stop - at - 1)
    return kept


def without_chatter(text: str) -> tuple[str, str]:
    """Return the text of a cue without the paragraphs behind it that speak about the subtitles, and those paragraphs."""
    if "\n\n" not in text:
        return text, ""
    paragraphs = re.split(r"\n{2,}", text)
    for at, words in enumerate(paragraphs[1:], 1):
        if _RULE.fullmatch(words) or (len(words) <= LONGEST_CHATTER and _CHATTER.match(words)):
            return "\n\n".join(paragraphs[:at]), "\n\n".join(paragraphs[at:])
    return text, ""


def is_fence(line: str) -> bool:
    """Tell whether a line is a fence of code."""
    return _FENCE.fullmatch(line) is not None
