"""Sentences of engines and models."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "engines.none_of_id": N_("There is no engine “{engine}”. There are: {known_engines}."),
    "engines.other_kind": N_(
        "The engine “{engine}” cannot do that: its kind is {kind}, and {wanted} is wanted. “crossreel engines” lists all."
    ),
    "engines.no_such_model": N_("No model is called “{model}”."),
    "engines.model_missing": N_("The model file {path} is missing ({model}). {remedy}"),
    "engines.model_broken": N_("The model file {path} is not the one that belongs there ({model}). {remedy}"),
    "engines.cannot_run": N_("The model “{model}” cannot be run on this machine ({reason})."),
    "engines.no_address": N_("“{address}” is no address of a server. Write it as http://HOST:PORT/v1 or https://HOST/v1."),
    "engines.password_in_address": N_(
        "The address {address} holds a name and a password. Leave them out and keep the key with “crossreel engines key”."
    ),
    "engines.unreachable": N_("The server {address} cannot be reached. Is it running, and is the address right?"),
    "engines.bad_proxy": N_("The environment names a proxy that cannot be used. Look at HTTPS_PROXY, HTTP_PROXY and ALL_PROXY."),
    "engines.proxy_refuses": N_("The proxy that the environment names leads to no answer from {address}: {said}"),
    "engines.too_slow": N_("The server {address} gave no answer within {seconds} seconds."),
    "engines.broke_off": N_("The server {address} broke off in the middle of its answer."),
    "engines.busy": N_("The server {address} has too much to do, or your quota is used up. Try again later."),
    "engines.server_failed": N_("The server {address} failed ({status}): {said}"),
    "engines.key_refused": N_("The server {address} refuses the key ({status}): {said}"),
    "engines.key_wanted": N_("The server {address} wants a key ({status}): {said}"),
    "engines.not_there": N_("The server {address} knows no such address or model ({status}): {said}"),
    "engines.question_refused": N_("The server {address} does not take the question ({status}): {said}"),
    "engines.no_answer": N_("What the server {address} answered cannot be read. It began with: {said}"),
    "engines.bad_key": N_("This is no key: it has characters that none has. Copy it once more from where you were given it."),
    "engines.garbled": N_("The engine gave characters that are none: “{text}”."),
    "engines.empty_line": N_("The engine gave nothing for this line."),
    "engines.no_words": N_("The engine gave “{text}” for a line with words."),
    "engines.chatter": N_("The engine talked instead of translating: “{text}”."),
    "engines.too_long": N_("The engine gave {characters} characters for {source_characters} of the source."),
    "engines.copied": N_("The engine gave the source line itself: “{text}”."),
    "engines.script_left": N_("The engine left “{found}” of the source in the line."),
    "engines.markup_lost": N_("The engine changed the tags of the line: “{text}”."),
    "engines.break_lost": N_("The engine did not keep apart what two people say: “{text}”."),
    "engines.two_texts": N_("The engine gave more than one text for this line."),
    "engines.wrong_numbers": N_("The engine gave {found} lines where {wanted} were wanted, or numbered them otherwise."),
    "engines.cancelled": N_("It was cancelled before this line was done."),
    "engines.asked_enough": N_("The engine was asked often enough and gave no translation that holds."),
    "engines.kind_speech": N_("Speech regions"),
    "engines.kind_reading": N_("Reading burned-in text"),
    "engines.kind_hearing": N_("Hearing"),
    "engines.kind_translating": N_("Translating"),
    "engines.where_here": N_("on this machine"),
    "engines.where_server": N_("on a server"),
    "engines.needs_model": N_("The model “{model}”, which ships."),
    "engines.needs_library": N_("The library {library}."),
    "engines.needs_server": N_("The server {address}."),
    "engines.needs_folder": N_("The model in the folder {folder}."),
    "engines.needs_key": N_("The key “{key}”."),
    "engines.lacks": N_("The engine “{engine}” cannot work. {reason}"),
    "engines.no_library": N_("The library {library} is not installed. Install it with: pip install 'crossreel[{extra}]'"),
    "engines.no_folder": N_("There is no folder {folder} with a model."),
    "engines.no_key": N_(
        "Its key is missing. Keep it in the preferences (Engines and servers) or with “crossreel engines key”, or set"
        " the environment variable {variable}."
    ),
    "engines.no_keyring": N_(
        "This system has no keyring that could keep a key. Set the environment variable {variable} to the key before you start"
        " Crossreel: it is read there and written nowhere."
    ),
    "engines.keyring_refuses": N_(
        "The system's keyring refuses ({reason}). Unlock it, or set the environment variable {variable} to the key before you start"
        " Crossreel."
    ),
    "engines.wants_no_key": N_("“{engine}” is set up without a key."),
    "engines.none_of_name": N_("No engine is called “{engine}”. There are: {known_engines}."),
    "engines.name_taken": N_("An engine is called “{engine}” already."),
    "engines.no_name": N_("“{written}” is no name: 1 to 60 characters, without quotation marks and strokes."),
    "engines.no_model": N_("Say which model it is: the server's name of it, or the folder it lies in."),
    "engines.no_currency": N_("“{written}” is no currency. Write its three letters, such as USD or CNY."),
    "engines.no_price": N_("“{written}” is no price. Write it like 0.15, with at most six decimals."),
    "engines.needs_no_setting": N_("The engine “{engine}” needs no setting: it works as it is."),
    "engines.asks_nobody": N_("The engine “{engine}” asks no server."),
    "engines.bad_value": N_("“{value}” cannot be the {field} of an engine."),
    "engines.no_entry": N_("An entry has a name and an engine at least."),
    "engines.bad_entry": N_("Entry {number} of {path} cannot be used. {reason}"),
    "engines.bad_list": N_("The list of engines {path} cannot be read: {reason}"),
    "engines.mend_first": N_("The list of engines is not written anew, so that nothing of it is lost. Mend it first. {reason}"),
    "engines.cannot_write": N_("The list of engines {path} cannot be written: {reason}"),
    "engines.fetch_models": N_("Run “make models” in the folder of the source."),
    "engines.install_again": N_("Install Crossreel again."),
}
