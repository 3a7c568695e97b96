"""HTTP routes of walks, all under ``/api/v1``."""

from fastapi import APIRouter

routers: list[APIRouter] = []
