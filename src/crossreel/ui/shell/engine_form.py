"""Setting up one engine: which it is, at which address, with which model, key and prices."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from crossreel.domain.engines.engine_info import EngineInfo, EngineKind, EngineOffer, EngineSetting, Price, TriedServer, Where
from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.services.files.engine_list import read_price, written_price
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, in_line, line
from crossreel.ui.kit.labels import label

CURRENCIES = ("USD", "EUR", "CNY", "JPY", "KRW", "GBP")
AT_ONCE = ("1", "2", "4", "8", "16")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of keeping and trying: the setting as it is kept, the server where it was tried, and what went wrong after."""

    setting: EngineSetting
    tries: bool
    tried: TriedServer | None = None
    error: CrossreelError | None = None


class EngineForm(Dialog):
    """What is kept holds at once, and leads back to the list."""

    def __init__(
        self, workspace: Workspace, window: QWidget, offers: tuple[EngineOffer, ...], info: EngineInfo | None, *, keeps_keys: bool
    ) -> None:
        title = _("Set up an engine") if info is None else _("Change {name}").format(name=info.setting.name)
        super().__init__(title, _("Close"), window, width=560)
        self._workspace, self._offers = workspace, {offer.id: offer for offer in offers}
        self._former = info.setting.name if info is not None else ""
        setting = info.setting if info is not None else EngineSetting(name="", engine_id=_usual(offers).id)
        self._key_name, self._keeps_keys = setting.key_name, keeps_keys
        self.name = line(setting.name)
        self.engine = choice([(offer.id, _(offer.title)) for offer in offers], setting.engine_id)
        self.address, self.model = line(setting.address, "https://…/v1"), line(setting.model)
        self.folder_button = button(_("Choose…"))
        self.folder_button.setAccessibleName(_("Choose the folder of the model"))
        wants_key = bool(setting.key_name) or info is None
        self.wants_key = choice([("yes", _("The server wants one")), ("", _("None"))], "yes" if wants_key else "")
        self.key = line("", _("The key stays as it is") if setting.key_name else "")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setEnabled(keeps_keys)
        self.input_price, self.output_price, self.minute_price = (
            line(written_price(micros) if micros else "", "0")
            for micros in (setting.price.input_micros, setting.price.output_micros, setting.price.per_minute_micros)
        )
        currency = setting.price.currency or "USD"
        self.currency = choice([(each, each) for each in sorted({*CURRENCIES, currency})], currency)
        counts = sorted({*AT_ONCE, str(setting.at_once)}, key=int)
        self.at_once = choice([(each, each) for each in counts], str(setting.at_once))
        self.back_button = button(_("All engines"), "quiet")
        self.try_button, self.keep_button = button(_("Keep and try")), button(_("Keep"), "main")
        self._said = label("", "hint", wrap=True)
        self._said.hide()
        self._lay_out()
        self.engine.currentIndexChanged.connect(self._fit)
        self.wants_key.currentIndexChanged.connect(self._fit)
        self.folder_button.clicked.connect(self._choose_folder)
        self.back_button.clicked.connect(self._go_back)
        self.keep_button.clicked.connect(lambda: self._keep(tries=False))
        self.try_button.clicked.connect(lambda: self._keep(tries=True))
        self._fit()
        self.name.setFocus()

    def _lay_out(self) -> None:
        self._name_field = Field(_("Name"), self.name)
        self._address_field = Field(_("Address of the server"), self.address, _("Where its interface begins: https://HOST/v1."))
        self._model_field = Field(_("Model"), in_line(self.model, self.folder_button))
        self.model.setAccessibleName(_("Model"))
        kept = _("Kept in the system's keyring, and nowhere else.")
        elsewhere = _(
            "This system has no keyring: “crossreel engines” names the environment variable to set before Crossreel starts."
        )
        self._wants_key_field = Field(_("Key"), self.wants_key)
        self._key_field = Field(_("The key itself"), self.key, kept if self._keeps_keys else elsewhere)
        self._prices = {
            N_("Price of a million tokens sent"): (self.input_price, EngineKind.TRANSLATING),
            N_("Price of a million tokens that come back"): (self.output_price, EngineKind.TRANSLATING),
            N_("Price of a minute of sound"): (self.minute_price, EngineKind.HEARING),
        }
        self._price_fields = [(Field(_(words), box), kind) for words, (box, kind) in self._prices.items()]
        self._currency_field = Field(_("Currency"), self.currency)
        self._at_once_field = Field(_("Questions at the same time"), self.at_once)
        column = self.scrolling()
        column.addWidget(Field(_("Engine"), self.engine))
        column.addLayout(beside(self._name_field, self._model_field))
        column.addWidget(self._address_field)
        column.addLayout(beside(self._wants_key_field, self._key_field))
        column.addLayout(beside(*(field for field, _kind in self._price_fields)))
        column.addLayout(beside(self._currency_field, self._at_once_field))
        self.body.addWidget(self._said)
        self.body.addLayout(buttons(self.back_button, self.try_button, self.keep_button))

    def _fit(self, *_ignored: object) -> None:
        """Show what the chosen engine asks for."""
        offer = self._offers[chosen(self.engine)]
        is_server = offer.where is Where.SERVER
        for field in (self._address_field, self._wants_key_field, self._currency_field, self._at_once_field, self.try_button):
            field.setVisible(is_server)
        self.folder_button.setVisible(not is_server)
        self._key_field.setVisible(is_server and bool(chosen(self.wants_key)))
        for field, kind in self._price_fields:
            field.setVisible(is_server and kind is offer.kind)
        self.model.setPlaceholderText(_("As the server calls it") if is_server else _("The folder it lies in"))
        self._place()

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Folder of the model"), self.model.text())
        if folder:
            self.model.setText(folder)

    def _setting(self) -> EngineSetting:
        """Return what is written.

        Raises:
            BadInput: a price is none.
        """
        offer = self._offers[chosen(self.engine)]
        wanted = [box for box, kind in self._prices.values() if kind is offer.kind and offer.where is Where.SERVER]
        sent, back, minute = (
            read_price(box.text() if box in wanted else "") for box in (self.input_price, self.output_price, self.minute_price)
        )
        price = Price(
            currency=chosen(self.currency) if sent or back or minute else "",
            input_micros=sent,
            output_micros=back,
            per_minute_micros=minute,
        )
        name = self.name.text().strip()
        return EngineSetting(
            name=name,
            engine_id=offer.id,
            address=self.address.text().strip(),
            model=self.model.text().strip(),
            key_name=(self._key_name or name) if chosen(self.wants_key) else "",
            price=price,
            at_once=int(chosen(self.at_once)),
        )

    def _keep(self, *, tries: bool) -> None:
        try:
            setting = self._setting()
        except CrossreelError as error:
            self._failed(error)
            return
        for each in (self.keep_button, self.try_button):
            each.setEnabled(False)
        self._say(_("Asking the server…") if tries else "")
        work = _work(
            self._workspace, setting, former=self._former, key=self.key.text().strip() if setting.key_name else "", tries=tries
        )
        self._workspace.compute(work, then=self._done, failed=self._failed)

    def _done(self, outcome: _Outcome) -> None:
        self._former, self._key_name = outcome.setting.name, outcome.setting.key_name
        self.address.setText(outcome.setting.address)
        self.key.clear()
        if outcome.error is not None:
            self._failed(outcome.error)
        elif outcome.tried is not None:
            self._rest()
            words = (
                _("The server answers, and has the model {model}.")
                if outcome.tried.has_model
                else _("The server answers, and lists no model {model}.")
            )
            self._say(words.format(model=outcome.setting.model), is_wrong=not outcome.tried.has_model)
        elif not outcome.tries:
            self._go_back()

    def _go_back(self) -> None:
        self._workspace.ask("engines")

    def _failed(self, error: BaseException) -> None:
        self._rest()
        if isinstance(error, CrossreelError):
            self._say(sentence(error.code, error.facts), is_wrong=True)
        else:
            self._workspace.notify.problem(error)

    def _rest(self) -> None:
        for each in (self.keep_button, self.try_button):
            each.setEnabled(True)

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        self._said.setProperty("role", "error" if is_wrong else "hint")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._place()


def _usual(offers: tuple[EngineOffer, ...]) -> EngineOffer:
    """Return what most people set up: something that translates."""
    return next((offer for offer in offers if offer.kind is EngineKind.TRANSLATING), offers[0])


def _work(workspace: Workspace, setting: EngineSetting, *, former: str, key: str, tries: bool) -> Callable[[], _Outcome]:
    """Return what keeps a setting and its key, and tries the server: what fails after it was kept loses nothing of it."""
    equipping = workspace.desk.equipping

    def work() -> _Outcome:
        kept = equipping.put(setting, former=former)
        try:
            if key:
                equipping.keep_key(kept.name, key)
            return _Outcome(kept, tries, tried=equipping.try_out(kept.name) if tries else None)
        except CrossreelError as error:
            return _Outcome(kept, tries, error=error)

    return work
