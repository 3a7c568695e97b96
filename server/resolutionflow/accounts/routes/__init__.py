"""HTTP routes of accounts, all under ``/api/v1``."""

from fastapi import APIRouter

routers: list[APIRouter] = []
