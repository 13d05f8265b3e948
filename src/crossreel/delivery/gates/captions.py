"""What is spoken in a language of which the buyer wants closed captions goes with them."""

from collections.abc import Iterator

from crossreel.delivery.captions import FORMATS, are_demanded
from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.text.language import base_of


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield that no language that goes is the spoken one, or that it is not written as captions; gaps in it other gates tell."""
    if not are_demanded(subject, profile):
        return
    spoken = subject.title.source_language
    same = [each for each in languages if base_of(each) == base_of(spoken)]
    if not any(entry.format_id in FORMATS for each in same for entry in profile.formats_for(each)):
        yield Refusal(code="delivery.captions_missing", facts={"language": spoken})


GATE = Gate(id="captions", order=22, check=check, mended_by=(Mend.PROFILE,))
