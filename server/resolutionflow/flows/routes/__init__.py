"""HTTP routes of flows, all under ``/api/v1``."""

from fastapi import APIRouter

from resolutionflow.flows.routes.drafts import router as drafts
from resolutionflow.flows.routes.files import router as files
from resolutionflow.flows.routes.library import router as library
from resolutionflow.flows.routes.match import router as match
from resolutionflow.flows.routes.overlays import router as overlays
from resolutionflow.flows.routes.step_reports import router as step_reports

routers: list[APIRouter] = [files, drafts, match, overlays, step_reports, library]
