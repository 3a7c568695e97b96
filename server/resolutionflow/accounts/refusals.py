"""Everything that accounts decline to do."""

from resolutionflow.kit.errors import Conflict, Forbidden, Gone, Malformed, NotFound, Stale, TooMany, Unauthorized


class AlreadySetUp(Conflict):
    """This installation has its owner already. Sign in, or ask the owner for an invitation."""


class SetupTokenNeeded(Forbidden):
    """Set-up from another machine needs the token that the server printed when it started."""


class EmailTaken(Conflict):
    """Somebody already signs in with this e-mail address. Sign in with it, or take another one."""


class WrongCredentials(Unauthorized):
    """The e-mail address or the password is wrong. Try again, or ask an owner or admin for a reset link."""


class WrongPassword(Forbidden):
    """The present password is wrong. Nothing was changed."""


class TooManyAttempts(TooMany):
    """Too many failed tries. Wait before the next one, or ask an owner or admin for a reset link."""


class KeyHasNoSession(Conflict):
    """An API key does not sign out. Revoke it under API keys."""


class NoSuchSession(NotFound):
    """You have no such session; it may have ended already."""


class MailNotConfigured(Conflict):
    """This installation sends no mail. Ask an owner or admin of your account for a reset link."""


class NoSuchLink(NotFound):
    """This link is not known here. Check that it was copied whole."""


class ResetLinkEnded(Gone):
    """This reset link was used or has expired. Ask for a new one."""


class InvitationUsed(Gone):
    """This invitation was accepted already. Sign in with the address and password chosen then."""


class InvitationEnded(Gone):
    """This invitation was withdrawn or has expired. Ask for a new one."""


class InvitationAccepted(Conflict):
    """This invitation was accepted already. Deactivate the person instead."""


class InvitationForAnother(Conflict):
    """This invitation is for another e-mail address. Use the address it was sent to."""


class EmailMissing(Malformed):
    """Say with which e-mail address you want to sign in; this invitation names none."""


class NoSuchInvitation(NotFound):
    """There is no such invitation in your account."""


class NoSuchUser(NotFound):
    """There is no such person in your account."""


class UserChanged(Stale):
    """Somebody changed this person after you opened the page. Reload; your change was not saved."""


class OnlyOwnersMakeOwners(Forbidden):
    """Only an owner makes, changes or lets in an owner. Ask an owner of your account."""


class LastOwner(Conflict):
    """This is the only owner of the account. Make somebody else an owner first."""


class UserDeactivated(Conflict):
    """This person is deactivated. Reactivate them first."""


class NoSuchTeam(NotFound):
    """There is no such team in your account."""


class TeamNameTaken(Conflict):
    """There is a team of this name already."""


class TeamChanged(Stale):
    """Somebody changed this team after you opened the page. Reload; your change was not saved."""


class NoSuchApiKey(NotFound):
    """There is no such API key, or it is not yours."""


class KeyAboveRole(Forbidden):
    """An API key can't have a higher role, or last longer, than what makes it."""


class ExpiryPassed(Malformed):
    """The moment at which the key would expire has passed. Choose a later one."""


class SettingsChanged(Stale):
    """Somebody changed the settings after you opened the page. Reload; your change was not saved."""


class ThresholdsCrossed(Malformed):
    """The suggest threshold can't be above the match threshold."""


class UnknownPeople(Malformed):
    """Some of these people are not active in your account; ``ids`` names them."""


class TooManyPreferences(Malformed):
    """At most 100 preferences are kept for a person."""
