"""`crossreel engines`: what finds speech, reads, hears and translates, here and on servers."""

import getpass
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import plain_object, print_table
from crossreel.cli.arguments import Argument, AsJson, Option
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, told_json
from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.money import price_words
from crossreel.kernel.marks import N_
from crossreel.services.files.engine_list import read_price, written_price

if TYPE_CHECKING:
    from crossreel.domain.engines.engine_info import EngineInfo

Name = Annotated[str, Argument(metavar="NAME", help=N_("What you call it; `engines list` tells the names."))]
Address = Annotated[str, Option(help=N_("Where the interface of the server begins, for example https://HOST/v1."))]
Model = Annotated[str, Option(help=N_("The server's name of the model, or the folder of one."))]
InputPrice = Annotated[str, Option(help=N_("Price of a million tokens that are sent."))]
OutputPrice = Annotated[str, Option(help=N_("Price of a million tokens that come back."))]
MinutePrice = Annotated[str, Option(help=N_("Price of a minute of sound."))]
Currency = Annotated[str, Option(help=N_("Currency of the prices, three letters."))]
KeyName = Annotated[str, Option(help=N_("Name its key is kept under, where several engines share one; without it, its own name."))]
NoKey = Annotated[bool, Option("--no-key", help=N_("The server wants no key."))]
AtOnce = Annotated[int, Option(help=N_("How many questions may be under way to it at the same time."))]


def show(session: Session, as_json: AsJson = False) -> int:
    """List the engines with what they need, and whether it is there."""
    equipping = session.opener.equipping()
    found, faults = equipping.engines(), equipping.faults()
    if session.as_json:
        offered = [{**plain_object(each), "title": _(each.title)} for each in equipping.offers()]
        told = [told_json(each.code, each.facts) for each in faults]
        session.print_json(
            {"engines": [_told(each) for each in found], "offered": offered, "faults": told, "keyring": equipping.keeps_keys()}
        )
        return FAILED if faults else DONE
    heads = (_("Name"), _("What it does"), _("Where"), _("Model"), _("Price"), _("Can work"))
    print_table(session, heads, [_row(each) for each in found])
    for each in (*faults, *(lack for info in found for lack in info.lacks)):
        session.complain(sentence(each.code, each.facts))
    return FAILED if faults else DONE


def add(
    session: Session,
    name: Annotated[str, Argument(metavar="NAME", help=N_("What you call it."))],
    engine: Annotated[
        str, Option(help=N_("Which engine it is; `engines list --json` tells those that can be set up."))
    ] = "chat_server",
    address: Address = "",
    model: Model = "",
    input_price: InputPrice = "0",
    output_price: OutputPrice = "0",
    minute_price: MinutePrice = "0",
    currency: Currency = "USD",
    key_name: KeyName = "",
    no_key: NoKey = False,
    at_once: AtOnce = 4,
    as_json: AsJson = False,
) -> None:
    """Set up an engine: a server with its address, model and prices, or a model of your own."""
    setting = EngineSetting(
        name=name,
        engine_id=engine,
        address=address,
        model=model,
        key_name="" if no_key else key_name or name,
        price=_price(input_price, output_price, minute_price, currency),
        at_once=at_once,
    )
    equipping = session.opener.equipping()
    _say(session, equipping.put(setting))


def change(
    session: Session,
    name: Name,
    rename: Annotated[str, Option(help=N_("Another name for it."))] = "",
    address: Address = "",
    model: Model = "",
    input_price: InputPrice = "",
    output_price: OutputPrice = "",
    minute_price: MinutePrice = "",
    currency: Currency = "",
    key_name: KeyName = "",
    no_key: NoKey = False,
    at_once: AtOnce = 0,
    as_json: AsJson = False,
) -> None:
    """Change what is said of an engine that you set up; what is not named stays."""
    equipping = session.opener.equipping()
    former = equipping.get(name)
    price = _price(
        input_price or written_price(former.price.input_micros),
        output_price or written_price(former.price.output_micros),
        minute_price or written_price(former.price.per_minute_micros),
        currency or former.price.currency,
    )
    changed = replace(
        former,
        name=rename or former.name,
        address=address or former.address,
        model=model or former.model,
        key_name="" if no_key else key_name or former.key_name,
        price=price,
        at_once=at_once or former.at_once,
    )
    _say(session, equipping.put(changed, former=name))


def remove(session: Session, name: Name, as_json: AsJson = False) -> None:
    """Take an engine that you set up off the list, with its key."""
    session.opener.equipping().remove(name)
    if session.as_json:
        session.print_json({"removed": name})
    else:
        session.say(_("Removed: {name}").format(name=name))


def key(
    session: Session,
    name: Name,
    forget: Annotated[bool, Option("--forget", help=N_("Take the key out of the keyring."))] = False,
    as_json: AsJson = False,
) -> None:
    """Keep the key of a server in the system's keyring: it is asked for, or read from the standard input, and never shown."""
    equipping = session.opener.equipping()
    equipping.get(name)
    written = "" if forget else _typed_key(name)
    if not written and not forget:
        raise WrongUse(_("No key was given. Type it, or pass it on the standard input."))
    equipping.keep_key(name, written)
    if session.as_json:
        session.print_json({"name": name, "kept": not forget})
    else:
        session.say(_("The key is forgotten.") if forget else _("The key is kept in the system's keyring."))


def try_out(session: Session, name: Name, as_json: AsJson = False) -> int:
    """Ask a server which models it has, which costs nothing."""
    with session.job(_("Asking the server")) as job:
        tried = session.opener.equipping().try_out(name, job.check)
    if session.as_json:
        session.print_json(plain_object(tried))
    elif tried.has_model:
        session.say(_("The server answers, and has the model {model}.").format(model=tried.setting.model))
    else:
        session.say(_("The server answers, and lists no model {model}.").format(model=tried.setting.model))
        print_table(session, (_("Model"),), [(each,) for each in tried.models])
    return DONE if tried.has_model else FAILED


def _price(sent: str, received: str, minute: str, currency: str) -> Price:
    micros = {"input_micros": read_price(sent), "output_micros": read_price(received), "per_minute_micros": read_price(minute)}
    return Price(currency=currency.upper() if any(micros.values()) else "", **micros)


def _typed_key(name: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(_("Key of {name}: ").format(name=name)).strip()
    return sys.stdin.readline().strip()


def _row(info: "EngineInfo") -> tuple[str, ...]:
    setting = info.setting
    kind, where = sentence(f"engines.kind_{info.kind}"), sentence(f"engines.where_{info.where}")
    return (
        setting.name,
        kind,
        setting.address or where,
        setting.model,
        price_words(setting.price),
        _("yes") if info.can_work else _("no"),
    )


def _told(info: "EngineInfo") -> dict[str, object]:
    """Return an engine as JSON: prices as one writes them, needs and lacks as sentences with their codes."""
    setting, price = info.setting, info.setting.price
    return {
        "name": setting.name,
        "engine": setting.engine_id,
        "title": _(info.title),
        "kind": str(info.kind),
        "where": str(info.where),
        "address": setting.address,
        "model": setting.model,
        "key_name": setting.key_name,
        "at_once": setting.at_once,
        "price": {
            "currency": price.currency,
            "input": written_price(price.input_micros),
            "output": written_price(price.output_micros),
            "minute": written_price(price.per_minute_micros),
        },
        "tells_confidence": info.tells_confidence,
        "can_work": info.can_work,
        "needs": [told_json(each.code, each.facts) for each in info.needs],
        "lacks": [told_json(each.code, each.facts) for each in info.lacks],
    }


def _say(session: Session, setting: EngineSetting) -> None:
    found = next(each for each in session.opener.equipping().engines() if each.setting.name == setting.name)
    if session.as_json:
        session.print_json(_told(found))
        return
    print_table(session, (_("Name"), _("What it does"), _("Where"), _("Model"), _("Price"), _("Can work")), [_row(found)])
    for lack in found.lacks:
        session.complain(sentence(lack.code, lack.facts))


COMMAND = Command(
    "engines",
    N_("List, set up and try engines: what finds speech, reads, hears and translates."),
    show,
    (
        Action("list", N_("List the engines."), show),
        Action("add", N_("Set one up."), add),
        Action("set", N_("Change one that you set up."), change),
        Action("remove", N_("Take one off the list."), remove),
        Action("key", N_("Keep the key of a server."), key),
        Action("try", N_("Ask a server whether it is there."), try_out),
    ),
)
