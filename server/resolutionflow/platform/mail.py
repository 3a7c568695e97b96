"""Mail, when a mail server is configured."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

from resolutionflow.platform.settings import Settings

TIMEOUT_SECONDS = 20


def configured(settings: Settings) -> bool:
    """Say whether this installation sends mail."""
    return bool(settings.smtp_url)


async def send(settings: Settings, to: str, subject: str, body: str) -> None:
    """Send a plain text; raise ``aiosmtplib.SMTPException`` or ``OSError``. Call it with no transaction open.

    ``smtps://`` is TLS from the start (port 465); ``smtp://`` takes STARTTLS when the server offers it, and insists
    on it before it gives a password away.
    """
    assert settings.smtp_url is not None
    parts = urlsplit(settings.smtp_url)
    tls = parts.scheme == "smtps"
    username = unquote(parts.username) if parts.username else None
    await aiosmtplib.send(
        message(settings.mail_from, to, subject, body),
        hostname=parts.hostname,
        port=parts.port or (465 if tls else 25),
        username=username,
        password=unquote(parts.password) if parts.password else None,
        use_tls=tls,
        start_tls=None if tls or not username else True,
        timeout=TIMEOUT_SECONDS,
    )


def message(sender: str, to: str, subject: str, body: str) -> EmailMessage:
    """Return a mail; line breaks in ``subject`` become spaces."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = to
    made["Subject"] = " ".join(subject.split())
    made.set_content(body)
    return made
