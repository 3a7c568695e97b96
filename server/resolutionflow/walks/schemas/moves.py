"""What is sent and answered when a walk goes on with another flow, or is joined."""

from uuid import UUID

from pydantic import BaseModel

from resolutionflow.accounts.schemas.fields import Payload


class Switch(Payload):
    """The published flow to go on with."""

    flow_id: UUID


class Switched(BaseModel):
    """A switch of flow that stands: after which answered step, and to what."""

    after_step: int
    flow_title: str
    flow_version: int
