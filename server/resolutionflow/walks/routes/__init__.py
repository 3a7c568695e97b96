"""HTTP routes of walks, all under ``/api/v1``."""

from fastapi import APIRouter

from resolutionflow.walks.routes import (
    acting,
    earlier,
    ending,
    escalations,
    intake,
    moving,
    next_node,
    pictures,
    replies,
    sessions,
    step,
    ticket_page,
)
from resolutionflow.walks.texts.routes import routers as texts

routers: list[APIRouter] = [
    step.router,  # tried first: the hot path
    intake.router,
    sessions.router,
    acting.router,
    moving.router,
    next_node.router,
    pictures.router,
    replies.router,
    ending.router,
    escalations.router,
    ticket_page.router,
    earlier.router,
    *texts,
]
