"""HTTP routes of tickets, all under ``/api/v1``."""

from fastapi import APIRouter

from resolutionflow.tickets.routes import clients, tickets

routers: list[APIRouter] = [clients.router, tickets.router]
