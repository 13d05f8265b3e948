"""Sentences of previewing."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "previewing.relink": N_("Relink {count} videos"),
    "previewing.no_folder": N_("There is no folder “{path}”. Choose the folder the videos are in."),
    "previewing.not_found": N_("The video of episode {episode} is not in this folder."),
    "previewing.offline": N_("“{path}” is not there. Relink the title's videos to the folder they are in now."),
    "previewing.no_picture": N_("“{name}” is no JPEG, PNG or WebP picture."),
    "previewing.bad_zone": N_("The safe zone “{path}” cannot be read: {reason}."),
}
