"""Settings: environment variables ``RESOLUTIONFLOW_…``, each described here and nowhere else."""

from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an installation can set. ``docs/operations/settings.md`` is made from this class."""

    model_config = SettingsConfigDict(env_prefix="RESOLUTIONFLOW_", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Folder that holds the embedded database and the secret key.")
    database_url: str | None = Field(
        None, description="Run-time connection to a PostgreSQL 15 or later. Empty: the embedded one."
    )
    migration_url: str | None = Field(
        None,
        description="Connection of the role that owns the tables. Empty: the same as the database URL; migrations "
        "then make the run-time role and every connection takes it on.",
    )
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the server listens on.")
    public_url: str | None = Field(
        None,
        description="Address people type, e.g. https://desk.example.com. Used in links, for the check of where a "
        "request comes from, and to mark cookies Secure. Empty: the address of each request.",
    )
    trusted_proxies: str = Field(
        "", description="Comma-separated addresses of reverse proxies whose X-Forwarded-… headers are believed."
    )
    secret_key: str | None = Field(
        None,
        description="Key of this installation, from which secrets that are shown once are derived. Empty: made once "
        "and kept in the data folder.",
    )
    pool_size: int = Field(20, ge=1, le=200, description="Database connections of one server process.")
    worker: bool = Field(True, description="Run background jobs inside the server process.")
    log_format: str = Field("text", pattern="^(text|json)$", description="Log lines as text or as JSON.")
    log_level: str = Field("INFO", description="Lowest level that is logged.")
    smtp_url: str | None = Field(
        None, description="Mail server, e.g. smtp://user:password@mail.example.com:587. Empty: no mail is sent."
    )
    mail_from: str = Field("resolutionflow@localhost", description="Sender of mail.")
    picture_megabytes: int = Field(
        5000, ge=1, description="Megabytes of pictures that one account keeps in its walks; more are refused."
    )
    webhook_private: str = Field(
        "",
        description="Comma-separated networks, e.g. 10.1.2.0/24, that webhooks may call although they are private. "
        "Empty: webhooks call the public internet only.",
    )
    ai_model: str = Field(
        "claude-haiku-5-5", description="Model of Anthropic that an account uses which names none in its AI settings."
    )
    session_days: int = Field(14, ge=1, le=365, description="Days after which an unused sign-in ends.")

    @field_validator("webhook_private")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for part in value.split(","):
            if part.strip():
                ip_network(part.strip(), strict=False)
        return value

    @property
    def proxies(self) -> frozenset[str]:
        """Return the trusted proxies as a set of addresses."""
        return frozenset(part.strip() for part in self.trusted_proxies.split(",") if part.strip())


@lru_cache
def settings() -> Settings:
    """Return the settings of this process, read from the environment once."""
    return Settings()
