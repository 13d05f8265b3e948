"""Sentences about delivery profiles, the gate and packages."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "delivery.no_such_profile": N_("There is no delivery profile “{profile}”. There are: {known}."),
    "delivery.no_episodes": N_("“{title}” has no episodes. Import some first."),
    "delivery.no_languages": N_("No language was chosen. Choose at least one."),
    "delivery.unknown_format": N_(
        "The profile “{profile}” wants the subtitle format “{format}”, which is not known here. Correct the profile."
    ),
    "delivery.script_not_held": N_(
        "{language} is written in letters that the format {format} does not have: {script}. "
        "Name another format for this language in the profile “{profile}”."
    ),
    "delivery.no_format": N_(
        "The profile “{profile}” has no subtitle format for {language}. Leave the language out, or give the profile one."
    ),
    "delivery.unknown_metadata": N_(
        "The profile “{profile}” wants metadata as “{metadata}”, which nothing here writes. Correct the profile."
    ),
    "delivery.unknown_packager": N_("The profile “{profile}” includes “{packager}”, which is not known here. Correct the profile."),
    "delivery.episodes_missing": N_(
        "Episodes missing: {numbers}. Import them, or say in the title's panel that {there} are all it must have."
    ),
    "delivery.promise_broken": N_(
        "Episodes missing: {numbers}; {there} of {promised} are there. Import them, or change the promise in the title's panel."
    ),
    "delivery.missing_cell": N_("There are no subtitles for episode {episode} in {language}. Import or translate them."),
    "delivery.untranslated": N_("Cues without a translation: {count}. Translate them."),
    "delivery.cannot_write": N_("The {format} file of this episode cannot be written. {why}"),
    "delivery.open_errors": N_("Open errors: {count}. Repair or accept them, or deliver with findings."),
    "delivery.buyer_errors": N_(
        "Errors by this buyer's own limits: {count}, the first at {places}. Mend them, or deliver with findings."
    ),
    "delivery.state_low": N_(
        "The state is “{state}”, which is below what the profile asks for. Review the episode and set its state."
    ),
    "delivery.not_watched": N_("Nobody has watched this episode; the profile asks for {wanted_percent_words}. Screen it."),
    "delivery.watched_less": N_(
        "{person} watched {percent_words} of this episode as it is now; the profile asks for {wanted_percent_words}. "
        "Screen the rest."
    ),
    "delivery.artwork_missing": N_(
        "The profile asks for a picture ({what}, {width} × {height} pixels), and the title has none for it. Add one to its artwork."
    ),
    "delivery.artwork_small": N_(
        "The profile asks for a picture ({what}, {width} × {height} pixels). Of the one there is ({has_width} × {has_height}), "
        "{kept_width} × {kept_height} are left in that shape, and pictures are never made larger. Add a larger one to the artwork."
    ),
    "delivery.cannot_make": N_("The picture {file} cannot be made. {why}"),
    "artwork.unreadable": N_("What it is made from cannot be read as a picture. Put another one in its place."),
    "artwork.heavy": N_("It has {bytes} bytes, and the buyer takes {limit}. Put a picture with less detail in its place."),
    "artwork.cover": N_("cover"),
    "artwork.poster": N_("poster"),
    "artwork.box_art": N_("box art"),
    "artwork.hero": N_("background without text"),
    "artwork.key_art": N_("upright key art"),
    "artwork.tile": N_("square tile"),
    "artwork.title_treatment": N_("title treatment"),
    "artwork.still": N_("still of an episode"),
    "delivery.missing_video": N_("The video of episode {episode} is missing. Import it, or relink its folder."),
    "delivery.missing_clean": N_(
        "Episode {episode} has no picture that is marked as clean. Import one, or say so of the one it has."
    ),
    "delivery.missing_burned": N_("Episode {episode} has no picture with captions burned in. Burn them in, or import one."),
    "delivery.missing_textless": N_("Episode {episode} has no picture that is marked as textless. Import one."),
    "delivery.missing_dubbed": N_("Episode {episode} has nothing dubbed in this language. Import it."),
    "delivery.missing_effects": N_("Episode {episode} has no sound of music and effects. Import it."),
    "delivery.master_outdated": N_(
        "Other words or times are burned into “{file}” than episode {episode} has now. Burn them in anew."
    ),
    "delivery.master_is_part": N_(
        "Episode {episode} is only a part of “{file}”, and files go in whole. Give it a file of its own, or a profile that names "
        "videos without bringing them."
    ),
    "delivery.file_replaced": N_(
        "The file of episode {episode} ({file}) was replaced since it was checked: the catalog knows another one. Check it, then "
        "refer the episode to it anew."
    ),
    "delivery.media_errors": N_(
        "Open errors in the picture or sound: {count}. Ask for another file, accept them, or deliver with findings."
    ),
    "delivery.loudness": N_(
        "{lufs} LUFS, where the profile wants {target} LUFS with a tolerance of {tolerance} LU. Ask for another mix."
    ),
    "delivery.true_peak": N_("A true peak of {peak} dBTP, where the profile allows {limit} dBTP. Ask for another mix."),
    "delivery.loudness_unknown": N_("The profile wants {target} LUFS, and nobody has measured this file. Check picture and sound."),
    "delivery.cover_missing": N_("“{title}” has no cover. Choose one in the title's panel."),
    "delivery.metadata_missing": N_("The title's {field} in {language} is empty. Write it in the title's panel."),
    "delivery.text_long": N_("The title's {field} in {language} has {length} characters, {limit} at most. Shorten it."),
    "delivery.episode_text_long": N_(
        "The {field} of episode {episode} in {language} has {length} characters, {limit} at most. Shorten it."
    ),
    "metadata.no_such_format": N_("There is no metadata format “{format}”. There are: {known}."),
    "metadata.of_packages": N_(
        "“{format}” lists the files of a package, and is made with one: name it in a delivery profile, and deliver by that."
    ),
    "delivery.right_incomplete": N_(
        "The right “{licence}” in {territories} has no {field}, which Avails cannot do without. Fill it in in the title's rights."
    ),
    "delivery.vendor_id_bad": N_(
        "“{id}”, the buyer's id of episode {episode}, is no vendor id: these are letters, digits and underscores, and begin with "
        "no underscore. Correct it."
    ),
    "delivery.vendor_id_twice": N_(
        "“{id}”, the buyer's id of episode {episode}, is that of another episode as well. Give each its own."
    ),
    "delivery.season_name_long": N_(
        "The title's name in {language} with the number of season {season} has {length} characters, {limit} at most. Give the "
        "title a shorter display name in its listings."
    ),
    "delivery.country_no_code": N_(
        "The title's country “{country}” is no code of two capital letters. Write for example CN or KR."
    ),
    "delivery.episode_in_no_season": N_("Episode {episode} is in no season. Say in the title's seasons which one holds it."),
    "delivery.title_field_missing": N_("The title's {field} is empty. Fill it in in the title's panel."),
    "delivery.name_long": N_(
        "The file name {name} is longer than {limit} characters. Shorten the title's code or the profile's template."
    ),
    "delivery.name_unsafe": N_("The name {name} holds characters that ingest systems refuse. Correct the profile's template."),
    "delivery.name_twice": N_("Two files would be called {name}. Correct the profile's template."),
    "delivery.path_leaves": N_("“{part}” would lead out of the package. Correct the profile, or the title's code."),
    "delivery.path_reserved": N_("“{part}” is a name that Windows keeps for itself. Correct the profile."),
    "delivery.path_characters": N_("“{part}” holds characters that not every system can write. Correct the profile."),
    "delivery.path_ends": N_("“{part}” begins or ends with a space, or ends with a period. Correct the profile."),
    "delivery.path_long": N_("“{part}” is too long for a path in a package. Correct the profile."),
    "delivery.role_left_out": N_("The profile asks for the role “{role}”, which was left out. Choose it as well."),
    "delivery.no_rights": N_("No right to “{title}” is kept, and the profile asks for one. Write down what {buyer} may show."),
    "delivery.no_right_of_buyer": N_("{buyer} has no right to “{title}”; others have. Write down what it may show."),
    "delivery.right_not_begun": N_("The right of {buyer} begins on {day}. Nothing is delivered before."),
    "delivery.right_ended": N_("The right of {buyer} ended on {day}. Nothing is delivered after that."),
    "delivery.right_language": N_("No right of {buyer} that holds today covers {language}. Leave it out, or correct the right."),
    "delivery.right_language_group": N_("No right of {buyer} that holds today covers {languages}."),
    "delivery.right_holdback": N_("{language} is held back from {buyer}. Leave it out."),
    "delivery.right_holdback_group": N_("{languages} are held back from {buyer}."),
    "delivery.right_requires": N_("The right of {buyer} asks for {language}, which was left out. Choose it as well."),
    "delivery.right_requires_group": N_("The right of {buyer} asks for {languages}, which were left out."),
    "delivery.right_territory": N_("No right of {buyer} that holds today reaches {territory}."),
    "delivery.right_nowhere": N_("The right of {buyer} names no territory that it holds in. Correct it."),
    "delivery.right_episodes": N_("No right of {buyer} that holds today covers episodes {numbers}: they are of another season."),
    "delivery.compliance_missing": N_("The profile asks for “{fact}” of the title, which nobody wrote down."),
    "delivery.compliance_missing_group": N_("The profile asks for “{fact}” of the title, which nobody wrote down."),
    "delivery.episode_compliance_missing": N_("The profile asks for “{fact}” of episode {episode}, which nobody wrote down."),
    "delivery.episode_compliance_missing_group": N_(
        "The profile asks for “{fact}” of episodes {numbers}, which nobody wrote down."
    ),
    "delivery.review_refused": N_("The review of “{title}” before its release was refused."),
    "fact.tier": N_("tier"),
    "fact.planning_number": N_("number of the planning filing"),
    "fact.filing_number": N_("filing number"),
    "fact.review_state": N_("state of the review"),
    "fact.ai_label": N_("AI label"),
    "fact.chain_of_title": N_("chain of title"),
    "fact.episode_ai_label": N_("AI label"),
    "fact.episode_filing_number": N_("filing number"),
    "delivery.captions_missing": N_(
        "The buyer wants closed captions of what is spoken in {language}, and the profile writes none. Deliver that language, "
        "and add SCC to the profile's formats."
    ),
    "delivery.caption_exemption": N_(
        "Episode {episode} is offered in the United States without captions. Deliver SDH or English subtitles, or say in the "
        "profile which exemption holds (captions.exemption)."
    ),
    "delivery.caption_exemption_group": N_(
        "Episodes {numbers} are offered in the United States without captions. Deliver SDH or English subtitles, or say in the "
        "profile which exemption holds (captions.exemption)."
    ),
    "metadata.no_rights": N_(
        "{format}: no right to the title is for every buyer. Name the buyer whose rights are meant, or keep one."
    ),
    "metadata.no_rights_of": N_("{format}: {buyer} has no right to the title, and none is for every buyer. Keep one first."),
    "delivery.role_missing": N_("No episode has subtitles in the role “{role}” in {language}, which the profile asks for."),
    "edit.receive_accepted": N_("{buyer} accepted what it was sent, cells: {count}"),
    "edit.receive_rejected": N_("{buyer} rejected what it was sent, cells: {count}"),
    "delivery.no_reason": N_("Say why the buyer rejected it: its words become a note on each cell."),
    "delivery.reason_long": N_("The reason has {length} characters, {limit} at most. Shorten it."),
    "delivery.nothing_sent": N_("Nothing of this title was sent to {buyer}."),
    "delivery.none_sent": N_("Nothing of what was named was sent to {buyer}."),
    "delivery.language_not_sent": N_("Nothing in {language} was sent to {buyer}."),
    "delivery.not_sent": N_("Episode {episode} in {language} was never sent to {buyer}."),
    "delivery.sent_never": N_("Never sent"),
    "delivery.sent_current": N_("Current"),
    "delivery.sent_outdated": N_("Outdated"),
    "delivery.sent_rejected": N_("Rejected"),
    "delivery.no_such_buyer": N_("There is no buyer “{buyer}”. There are: {known}. Add it first, or name a delivery profile."),
    "delivery.buyer_without_profile": N_("“{buyer}” has no delivery profile. Choose one for it, or name one."),
    "delivery.nothing_changed": N_("{buyer} has everything as it is now. There is nothing to send again."),
    "delivery.changed_gone": N_("its subtitles are gone from the title"),
    "delivery.changed_text": N_("the words changed"),
    "delivery.changed_times": N_("the times changed"),
    "delivery.changed_options": N_("the files are written otherwise"),
    "delivery.changed_profile": N_("the profile is another version"),
    "delivery.changed_rejected": N_("the buyer rejected it"),
    "delivery.episode_in_no_season_group": N_("Episodes {numbers} are in no season."),
    "delivery.episode_text_long_group": N_("The {field} in {language} is longer than {limit} characters in episodes {numbers}."),
    "delivery.master_is_part_group": N_("Episodes {numbers} are only parts of files, and files go in whole."),
    "delivery.role_missing_group": N_("No episode has subtitles in the role “{role}” in {languages}, which the profile asks for."),
    "delivery.no_format_group": N_("The profile “{profile}” has no subtitle format for {languages}."),
    "delivery.missing_cell_group": N_("{cells_words} of {language} have no subtitles: episodes {numbers}."),
    "delivery.untranslated_group": N_("{cells_words} of {language} have {count} cues without a translation: episodes {numbers}."),
    "delivery.open_errors_group": N_("{cells_words} of {language} have {count} open errors: episodes {numbers}."),
    "delivery.buyer_errors_group": N_(
        "{cells_words} of {language} have {count} errors by this buyer's own limits: episodes {numbers}."
    ),
    "delivery.state_low_group": N_(
        "{cells_words} of {language} are “{state}”, and the profile asks for “{wanted_state}”: episodes {numbers}."
    ),
    "delivery.cannot_write_group": N_("{cells_words} of {language} cannot be written as {format}: episodes {numbers}. {why}"),
    "delivery.not_watched_group": N_(
        "{cells_words} of {language} were watched by nobody, and the profile asks for {wanted_percent_words}: episodes {numbers}."
    ),
    "delivery.watched_less_group": N_(
        "{cells_words} of {language} were watched by {person}, but less than the {wanted_percent_words} the profile asks for: "
        "episodes {numbers}."
    ),
    "delivery.missing_video_group": N_("The videos of episodes {numbers} are missing."),
    "delivery.master_outdated_group": N_(
        "Other words or times are burned into the masters of episodes {numbers} than the catalog has now. Burn them in anew."
    ),
    "delivery.missing_clean_group": N_(
        "Episodes {numbers} have no picture that is marked as clean. Import them, or say so of those they have."
    ),
    "delivery.missing_burned_group": N_(
        "Episodes {numbers} have no picture with captions burned in. Burn them in, or import them."
    ),
    "delivery.missing_textless_group": N_("Episodes {numbers} have no picture that is marked as textless. Import them."),
    "delivery.missing_dubbed_group": N_("Episodes {numbers} have nothing dubbed in {languages}. Import it."),
    "delivery.missing_effects_group": N_("Episodes {numbers} have no sound of music and effects. Import it."),
    "delivery.file_replaced_group": N_(
        "The files of episodes {numbers} were replaced since they were checked: the catalog knows others."
    ),
    "delivery.media_errors_group": N_("Open errors in the picture or sound of episodes {numbers}: {count}."),
    "delivery.loudness_group": N_(
        "Episodes {numbers} are not at the {target} LUFS that the profile wants, with a tolerance of {tolerance} LU."
    ),
    "delivery.true_peak_group": N_("Episodes {numbers} have true peaks above the {limit} dBTP that the profile allows."),
    "delivery.loudness_unknown_group": N_("The profile wants {target} LUFS, and nobody has measured episodes {numbers}."),
    "delivery.metadata_missing_group": N_("The title's {field} is empty in {languages}."),
    "delivery.text_long_group": N_("The title's {field} is longer than {limit} characters in {languages}."),
    "delivery.title_field_missing_group": N_("The title's {field} is empty."),
    "delivery.name_long_group": N_("File names that are longer than {limit} characters: {cells}."),
    "delivery.name_unsafe_group": N_("Names that ingest systems refuse: {cells}."),
    "delivery.name_twice_group": N_("Files that would have the name of another: {cells}."),
    "delivery.several": N_("{why} This stands {cells} times."),
    "delivery.checked": N_("QC looked last: {when}."),
    "delivery.unchecked": N_("Cells that QC has not looked at as they are now: {count}. It does before the package is built."),
    "profile.no_file": N_("“{path}” is no file. Name the TOML file of a delivery profile."),
    "profile.no_toml": N_("“{path}” is no delivery profile: {detail}"),
    "profile.unknown_key": N_("“{path}”: the key “{key}” means nothing in a delivery profile. Remove or correct it."),
    "profile.missing_key": N_("“{path}”: the key “{key}” is missing. Add it."),
    "profile.bad_value": N_("“{path}”: the value of “{key}” cannot be used. Correct it."),
    "profile.bad_template": N_(
        "“{path}”: the template “{key}” is too long, lacks a brace, or asks for something that is not known. There are: {known}."
    ),
    "profile.leads_out": N_("“{path}”: “{key}” is “{value}”, which cannot be a name inside a package. Correct it."),
    "profile.bad_option": N_(
        "The profile “{profile}” gives “{format}” the option “{key}”, which its writer does not have. Correct the profile."
    ),
    "edit.derive_profile": N_("New delivery profile “{name}”"),
    "edit.change_profile": N_("Change the delivery profile “{name}”"),
    "edit.import_profile": N_("Take in the delivery profile “{name}”"),
    "edit.remove_profile": N_("Delete the delivery profile “{name}”"),
    "profile.no_version": N_("There is no version {version} of the delivery profile “{profile}”."),
    "profile.not_own": N_(
        "“{profile}” is no delivery profile of your own. One that comes with the program is not changed: make one from it."
    ),
    "profile.no_id": N_("“{profile}” cannot be the id of a profile. Use small letters a to z, digits, - and _, 41 at most."),
    "profile.taken": N_("There is a delivery profile “{profile}” already. Choose another id."),
    "profile.changed_meanwhile": N_(
        "Somebody saved version {version} of the delivery profile “{profile}” meanwhile. Look at it, then change it again."
    ),
    "profile.nothing_changed": N_("The delivery profile “{profile}” is like that already. Nothing was saved."),
    "profile.fixed_value": N_("“{key}” is given by the program and is not changed."),
    "profile.no_such_value": N_("There is no place for “{key}” in a delivery profile. Look at its keys with “profiles show”."),
    "profile.serves": N_("Buyers are served by the delivery profile “{profile}”: {buyers}. Give them another one, then delete it."),
    "profile.not_written": N_("“{path}” could not be written: {detail}."),
    "profile.id_twice": N_("“{path}”: the id “{key}” is taken by another profile. Give this one its own."),
    "package.target_not_empty": N_("“{path}” exists and is not empty. Choose another folder, or move it away."),
    "package.disk_refused": N_(
        "The package could not be written to “{path}”: {detail}. Nothing is left there under the package's name."
    ),
    "package.no_room": N_(
        "The package needs {needed_mb} MB, and “{path}” has {free_mb} MB free. Nothing was written; make room, or choose "
        "another disk."
    ),
    "package.file_too_large": N_(
        "{path} has {gigabytes} GB, and no file on this disk can have more than 4 GB (FAT). Choose another disk, or "
        "format it as exFAT."
    ),
    "delivery.overtaken": N_(
        "While this package was built, something else of the title went to {buyer}, so that it is no longer delivery {round}. "
        "Nothing was delivered; deliver it again."
    ),
    "package.being_built": N_("“{path}” is being built by another delivery. Wait until that has ended, or choose another folder."),
    "package.path_refused": N_("“{path}” cannot be a file of a package. Nothing was delivered; correct the profile."),
    "package.read_back": N_(
        "{path} reads back from the disk otherwise than it was written. Nothing was delivered; check the disk."
    ),
    "package.source_gone": N_(
        "“{path}” cannot be read: {detail}. Nothing was delivered. Relink the episode, or plug its disk in again."
    ),
    "package.source_changed": N_(
        "“{path}” is another file than the catalog knows, or changed while it was delivered. Nothing was delivered. Check the "
        "file, then refer the episode to it anew."
    ),
    "package.no_bag": N_(
        "“{path}” is no delivery package: it has neither the manifest of a bag, nor a list of sums or media hashes."
    ),
    "package.renamed": N_("{path} is now {other}."),
    "package.respelled": N_(
        "The letters of {path} are composed otherwise on this disk than in the list; what is in the file is compared."
    ),
    "package.to_fetch": N_("{path} is not in the package: its maker left it to be fetched from {other}."),
    "package.hash_unknown": N_("{path} lists hashes of the kind “{other}”, which cannot be checked here."),
    "package.unproven": N_("{path} is there, but nothing that can be checked here says what must be in it."),
    "package.mhl_malformed": N_("{path} cannot be read as a media hash list."),
    "package.mhl_ignores": N_("The media hash list in {path} leaves out everything named “{other}”."),
    "package.file_ok": N_("{path} is as delivered."),
    "package.missing": N_("{path} is missing."),
    "package.changed": N_("{path} was changed since the delivery."),
    "package.extra": N_("{path} does not belong to the package."),
    "package.bad_line": N_("{path}: this line is no manifest entry."),
    "package.path_leaves": N_("{path} leads out of the package."),
    "package.listed_twice": N_("{path} is listed twice."),
    "package.spelled_alike": N_(
        "{path} has the name of another file but for case or accents; many systems can hold only one of them."
    ),
    "package.link": N_("{path} is a link. A package holds only files."),
    "package.special": N_("{path} is neither a file nor a folder."),
    "package.name_not_utf8": N_("{path}: this name is not written in UTF-8."),
    "package.unreadable": N_("{path} cannot be read."),
    "package.too_large": N_("{path} is too large for a list of files."),
    "package.too_many": N_("From {path} on the package was not looked at: it holds too many files."),
    "package.bad_declaration": N_("{path} is damaged."),
    "package.bad_oxum": N_("{path} gives another number of files or bytes than there are."),
    "package.subtitle_unreadable": N_("{path} cannot be read as subtitles."),
    "workbook.sheet_title": N_("Title"),
    "workbook.sheet_languages": N_("Languages"),
    "workbook.sheet_episodes": N_("Episodes"),
    "workbook.sheet_episode_names": N_("Episode names"),
    "workbook.sheet_people": N_("People"),
    "workbook.job": N_("Job"),
    "workbook.plays": N_("Plays"),
    "workbook.short_name": N_("Short name"),
    "workbook.hook": N_("Hook line"),
    "workbook.summary": N_("Summary"),
    "workbook.sheet_characters": N_("Characters"),
    "workbook.sheet_terms": N_("Terms"),
    "workbook.field": N_("Field"),
    "workbook.value": N_("Value"),
    "workbook.code": N_("Code"),
    "workbook.name": N_("Name"),
    "workbook.original_name": N_("Original title"),
    "workbook.source_language": N_("Original language"),
    "workbook.year": N_("Year"),
    "workbook.rating": N_("Rating"),
    "workbook.country": N_("Country"),
    "workbook.copyright": N_("Copyright"),
    "workbook.genres": N_("Genres"),
    "workbook.tropes": N_("Tropes"),
    "workbook.episodes": N_("Episodes"),
    "workbook.duration": N_("Duration"),
    "workbook.profile": N_("Delivery profile"),
    "workbook.version": N_("Version"),
    "workbook.made": N_("Made"),
    "workbook.author": N_("By"),
    "workbook.language": N_("Language"),
    "workbook.tag": N_("Tag"),
    "workbook.logline": N_("Logline"),
    "workbook.synopsis": N_("Synopsis"),
    "workbook.cues": N_("Cues"),
    "workbook.number": N_("Number"),
    "workbook.free": N_("Free"),
    "workbook.video": N_("Video"),
    "workbook.yes": N_("yes"),
    "workbook.gender": N_("Gender"),
    "workbook.source": N_("Source"),
    "workbook.note": N_("Note"),
}
