"""Routes of the home and the palette."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.desk import service
from resolutionflow.desk.schemas import Home, PaletteFound, Words
from resolutionflow.platform.http import Session

router = APIRouter(tags=["desk"])
routers = [router]


@router.get("/home", responses=signed_in())
async def read_home(session: Session, actor: Caller, since: AwareDatetime | None = None) -> Home:
    """Show the caller's day, the desk's queue, and flows that often end in escalation."""
    return await service.home(session, actor, since)


@router.get("/palette", responses=signed_in())
async def search_palette(session: Session, actor: Caller, words: Annotated[Words, Query()] = "") -> PaletteFound:
    """Find flows, tickets, walks and clients by words, for the command palette."""
    return await service.search(session, actor, words)
