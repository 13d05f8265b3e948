"""The form of a delivery offers the profiles that can be read and names the others."""

from pytestqt.qtbot import QtBot

from crossreel.domain.delivery import Profiles
from crossreel.domain.errors import BadInput
from crossreel.services.delivering.profiles import read_profiles
from crossreel.ui.places.deliveries.form import DeliveryForm


def test_a_broken_profile_is_told_beside_the_others(qtbot: QtBot) -> None:
    form = DeliveryForm()
    qtbot.addWidget(form)
    form.show()
    known = read_profiles().known
    form.show_profiles(Profiles(known=known, broken={"torn": BadInput("profile.no_toml", path="/x/torn.toml", detail="line 1")}))
    assert [form.profile.itemText(at) for at in range(form.profile.count())] == [each.name for each in known]
    assert form.broken.isVisible() and "/x/torn.toml" in form.broken.text()
    form.show_profiles(Profiles(known=known))
    assert not form.broken.isVisible()
