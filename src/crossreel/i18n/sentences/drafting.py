"""What is said of runs over titles."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "edit.draft_reading": N_("Read burned-in text, episode {episode} ({engine})"),
    "edit.draft_hearing": N_("Write down what is said, episode {episode} ({engine})"),
    "edit.draft_translating": N_("Draft {language}, episode {episode} ({engine})"),
    "edit.set_voice": N_("Write how “{name}” speaks"),
    "edit.set_address": N_("Write how “{name}” speaks to “{other}” in {language}"),
    "edit.set_address_all": N_("Write how “{name}” speaks to everybody in {language}"),
    "edit.set_summary": N_("Write what happens in episode {episode}"),
    "edit.approve_names": N_("Approve new names: {names}"),
    "edit.refuse_names": N_("Refuse new names: {names}"),
    "brief.unknown_form": N_("“{form}” is no form of address. Say formal, informal, or nothing."),
    "brief.to_oneself": N_("Nobody is told how to speak to themselves. Choose another person, or everybody."),
    "brief.no_character": N_("This character is no longer in the title. Somebody removed it, or its making was undone."),
    "brief.no_proposal": N_("There is no such new name. List those that wait and name their ids."),
    "brief.one_rendering": N_("One rendering is for one name. Approve the others by themselves."),
    "brief.name_known": N_(
        "“{name}” is “{rendering}” in {language} already. Refuse the new name, or change the old one among characters and terms."
    ),
    "drafting.no_stage": N_("Nothing is asked for. Name an engine for what is to be done."),
    "drafting.unknown_stage": N_("This program has nothing that does “{stage}”."),
    "drafting.no_language": N_("Name the languages to draft, for example en,es-419."),
    "drafting.source_language": N_("{language} is the language the title was made in: it is read or heard, not translated."),
    "drafting.no_source": N_("Episode {episode} has no source lines. Read or hear them first, or import them."),
    "drafting.nothing_to_do": N_("There is nothing to draft: no cell that was asked for is empty, refused or asked for again."),
    "drafting.two_runs": N_(
        "Another run, by {author}, is to draft episode {episode} ({language}). Let it end or cancel it before you ask for the "
        "same; one that was broken off is taken up from the runs."
    ),
    "drafting.runs_elsewhere": N_("Another window or command carries this run out. Wait for it, or end it there."),
    "drafting.no_dask": N_("Dask is not installed here. Install the extra “cluster”, or leave --cluster out."),
    "drafting.no_cluster": N_("No Dask scheduler answers at {address} ({reason}). Start one there, or leave --cluster out."),
    "drafting.no_run": N_("There is no run with the id {id}."),
    "drafting.unexpected": N_("It broke off unexpectedly ({reason}); the log says more. Try it again."),
}
