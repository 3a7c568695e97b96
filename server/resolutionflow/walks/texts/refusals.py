"""How texts say no."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, Stale


class NoteTemplateNotFound(NotFound):
    """There is no such note template in your account."""


class NoteTemplateNameTaken(Conflict):
    """Another note template has this name. Choose another name."""


class NoteTemplateChanged(Stale):
    """Somebody changed this template after you opened it. Reload to see their version; yours was not saved."""


class NoteTemplateFaulty(Malformed):
    """The template can't be filled; each fault names its line. Nothing was saved."""


class TooManyNoteTemplates(Conflict):
    """An account has at most 50 note templates. Delete one that is no longer used."""


class TimeSettingsStale(Stale):
    """Somebody changed how time is recorded after you opened it. Reload to see their version; yours was not saved."""


class TimeEntryNotFound(NotFound):
    """There is no such time entry of yours."""


class UnknownWorkType(Malformed):
    """This kind of work is not on the account's list. Choose one of the list."""
