"""Mail goes out as it was written, and never with a password in the clear."""

import pytest
from aiosmtplib import SMTPException

from resolutionflow.platform import mail
from resolutionflow.platform.settings import Settings
from tests.support.smtp import mail_server


async def test_a_mail_arrives_with_its_sender_subject_and_text() -> None:
    async with mail_server() as box:
        settings = Settings(smtp_url=box.url, mail_from="desk@example.com")
        assert mail.configured(settings)
        await mail.send(settings, "user@example.com", "Grüße\r\nBcc: everybody@example.com", "Hällo\n")
    (arrived,) = box.mails
    assert arrived["From"] == "desk@example.com"
    assert arrived["Subject"] == "Grüße Bcc: everybody@example.com"
    assert arrived["Bcc"] is None
    assert arrived.get_content().replace("\r\n", "\n") == "Hällo\n"


async def test_a_password_is_not_sent_to_a_server_without_encryption() -> None:
    async with mail_server() as box:
        settings = Settings(smtp_url=box.url.replace("//", "//user:secret@"))
        with pytest.raises(SMTPException):
            await mail.send(settings, "a@example.com", "S", "B")
    assert box.mails == []


def test_without_a_mail_server_mail_is_not_configured() -> None:
    assert not mail.configured(Settings(smtp_url=None))
