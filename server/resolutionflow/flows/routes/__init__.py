"""HTTP routes of flows, all under ``/api/v1``."""

from fastapi import APIRouter

routers: list[APIRouter] = []
