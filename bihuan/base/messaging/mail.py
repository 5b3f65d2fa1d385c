"""Mail through the office's own server (邮件), with a message number that stays the same when it is tried again."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from bihuan.base.messaging.answers import Letter, Refused, Shut, Unclear
from bihuan.base.messaging.wire import SECONDS, Reach, reach

BUSY = {421, 450, 451, 452}


@dataclass(frozen=True)
class Mail:
    """A mail server, the account that sends and its password; `smtps` speaks TLS from the start, `smtp` turns to it."""

    address: str
    account: str
    agent: str
    secret: str
    seconds: float = SECONDS
    reach: Reach = reach

    def send(self, letter: Letter) -> None:
        """Send one mail.

        Raises: Shut, Unclear: to be tried again. Refused: never.
        """
        try:
            with _Line(self) as line:
                self._sign_in(line)
                line.send_message(self._mail(letter))
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            if code in BUSY:
                raise Shut(f"邮件服务器暂不收（答复码{code}）。") from refused
            raise Refused(f"邮件服务器不收这个地址（答复码{code}）。") from refused
        except smtplib.SMTPResponseException as failure:
            raise Shut(f"邮件服务器没有收下（答复码{failure.smtp_code}）。") from failure
        except TimeoutError as error:
            raise Unclear("邮件服务器没有在限定时间内答复。") from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise Unclear("连接不上邮件服务器，或连接中断。") from error

    def _sign_in(self, line: _Line) -> None:
        line.ehlo_or_helo_if_needed()
        if urlsplit(self.address).scheme == "smtp" and line.has_extn("starttls"):
            line.starttls(context=ssl.create_default_context())
        if self.secret:
            line.login(self.account, self.secret)

    def _mail(self, letter: Letter) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.agent, letter.to, " ".join(letter.subject.split())
        mail["Message-ID"] = f"<{letter.key}@{self.agent.rpartition('@')[2]}>"
        mail.set_content(letter.text)
        return mail


class _Line(smtplib.SMTP):
    """The standard library's conversation over a connection of ours."""

    def __init__(self, to: Mail) -> None:
        self._to = to
        parts = urlsplit(to.address)
        port = parts.port or (465 if parts.scheme == "smtps" else 25)
        super().__init__(parts.hostname or "", port, timeout=to.seconds)

    def _get_socket(self, host: Any, port: Any, timeout: Any) -> socket.socket:
        plain = self._to.reach(host, port, timeout)
        plain.settimeout(timeout)
        if self._to.address.startswith("smtps:"):
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        return plain
