"""Settings of the account. Both pages are one row and share one version."""

from fastapi import APIRouter, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.accounts.refusals import SettingsChanged, ThresholdsCrossed, UnknownPeople
from resolutionflow.accounts.schemas.settings import L1SettingsChange, L1SettingsShown, SettingsChange, SettingsShown
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(prefix="/account", tags=["settings"])


@router.get("/settings", responses=signed_in())
async def read_settings(session: Session, actor: Caller, response: Response) -> SettingsShown:
    """Show the settings of the account."""
    shown = await service.show_settings(session, actor)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch("/settings", responses=signed_in(SettingsChanged, PreconditionMissing, ThresholdsCrossed))
async def change_settings(
    session: Session, actor: Caller, payload: SettingsChange, version: IfMatch, response: Response
) -> SettingsShown:
    """Change the settings of the account."""
    shown = await service.change_settings(session, actor, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.get("/l1-settings", responses=signed_in())
async def read_l1_settings(session: Session, actor: Caller, response: Response) -> L1SettingsShown:
    """Show the settings of the L1 work."""
    shown = await service.show_l1_settings(session, actor)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch("/l1-settings", responses=signed_in(SettingsChanged, PreconditionMissing, UnknownPeople))
async def change_l1_settings(
    session: Session, actor: Caller, payload: L1SettingsChange, version: IfMatch, response: Response
) -> L1SettingsShown:
    """Change the settings of the L1 work."""
    shown = await service.change_l1_settings(session, actor, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown
