"""What a title can be judged by and masters brought to: what profiles want, each by its id, then what ships."""

from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.files.loudness_offers import loudness_offers


def test_the_profiles_of_broadcasters_ask_for_what_their_standards_say_and_no_other_one_claims_a_figure() -> None:
    offers = {each.id: each.target for each in loudness_offers(read_profiles().known)}
    wanted = {each.id for each in read_profiles().known if each.loudness is not None}
    assert wanted == {"broadcaster-ebu", "us-broadcast"}
    told = {id: (target.integrated, target.tolerance, target.true_peak) for id, target in offers.items() if id in wanted}
    assert told == {"broadcaster-ebu": (-23.0, 0.5, -1.0), "us-broadcast": (-24.0, 2.0, -2.0)}
    assert {"app", "web", "ebu_r128", "atsc_a85"} <= set(offers)
