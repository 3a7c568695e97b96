"""Imports every table, so that Alembic, tests and every process that writes know all of them."""

import resolutionflow.accounts.models
import resolutionflow.ai.models
import resolutionflow.attachments.models
import resolutionflow.builder.models
import resolutionflow.flows.matching.models
import resolutionflow.flows.models
import resolutionflow.flows.overlays.models
import resolutionflow.flows.step_reports.models
import resolutionflow.notifications.models
import resolutionflow.platform.idempotency
import resolutionflow.proposals.models
import resolutionflow.tickets.models
import resolutionflow.walks.ai_build.models
import resolutionflow.walks.alike.models
import resolutionflow.walks.finding.models
import resolutionflow.walks.models
import resolutionflow.walks.texts.models  # noqa: F401
