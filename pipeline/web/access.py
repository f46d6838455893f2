"""Who may use the page: signed sessions, a token or a file of users, and slow answers to guessing."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from itsdangerous import BadSignature, URLSafeTimedSerializer

from pipeline.errors import UsageError

COOKIE = "wiredesk"
_SHIFT = 14 * 3600  # seconds a session lasts: a long night shift
_TRIES, _PAUSE = 5, 30.0  # wrong answers from one address before it has to wait, and for how many seconds
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor: their name as it stands in the history, and the token every form of theirs must bring back."""

    who: str
    csrf: str


@dataclass
class Access:
    """How one gets in. Without ``token`` and ``users`` whoever reaches the page is in, under the name ``owner``."""

    secret: str
    owner: str = "editor"
    token: str = ""
    users: dict[str, str] = field(default_factory=dict)  # name -> argon2 hash
    _failures: dict[str, tuple[int, float]] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        return not self.token and not self.users

    @property
    def _serializer(self) -> URLSafeTimedSerializer:
        # Another token or another set of users ends all sessions.
        salt = "|".join([self.token, *sorted(f"{k}={v}" for k, v in self.users.items())])
        return URLSafeTimedSerializer(self.secret, salt=f"session|{salt}")

    def new(self, who: str) -> Session:
        """Return a session for ``who``."""
        return Session(clean_name(who) or self.owner, secrets.token_urlsafe(16))

    def cookie(self, session: Session) -> str:
        """Return the signed value of the session's cookie."""
        return str(self._serializer.dumps([session.who, session.csrf]))

    def read(self, cookie: str) -> Session | None:
        """Return the session of a cookie; None where it is forged, damaged or too old."""
        try:
            who, csrf = self._serializer.loads(cookie, max_age=_SHIFT)
        except (BadSignature, ValueError, TypeError):
            return None
        if self.users and who not in self.users:
            return None
        return Session(str(who), str(csrf))

    def enter(self, name: str, password: str, address: str) -> Session | None:
        """Return a session for the right password (or token), None for a wrong one.

        Raises:
            UsageError: too many wrong ones from ``address`` lately.
        """
        count, until = self._failures.get(address, (0, 0.0))
        if count >= _TRIES and time.monotonic() < until:
            raise UsageError(f"too many wrong tries; wait {_PAUSE:.0f} seconds")
        if self._right(name, password):
            self._failures.pop(address, None)
            return self.new(name)
        if len(self._failures) > 10_000:
            self._failures.clear()
        self._failures[address] = (count + 1, time.monotonic() + _PAUSE)
        return None

    def _right(self, name: str, password: str) -> bool:
        if self.token:
            return hmac.compare_digest(password.encode(), self.token.encode()) and bool(clean_name(name))
        try:
            return PasswordHasher().verify(self.users.get(name) or _NOBODY, password) and name in self.users
        except VerificationError:
            return False


# Hashed anew at each start, so that an unknown name takes as long as a wrong password.
_NOBODY = PasswordHasher().hash(secrets.token_urlsafe(16))


def clean_name(name: str) -> str:
    """Return an editor's name as one short line, "" where nothing is left."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME]


def read_users(path: Path) -> dict[str, str]:
    """Return the users file: a YAML map of names to argon2 hashes.

    Raises:
        UsageError: it cannot be read, is empty, or holds anything else.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"--users {path}: cannot be read ({error})") from error
    if not isinstance(data, dict) or not data or not all(str(v).startswith("$argon2") for v in data.values()):
        raise UsageError(
            f"--users {path}: holds no users; add one with: wiredesk review --users {path} --add-user NAME"
        )
    return {str(name): str(value) for name, value in data.items()}


def add_user(path: Path, name: str, password: str) -> None:
    """Add a user to the file, or give them a new password.

    Raises:
        UsageError: the name is not one line of at most 40 characters, or the password is under 8.
    """
    if clean_name(name) != name or not name:
        raise UsageError(f"{name!r}: a name is one line of 1 to {LONGEST_NAME} characters")
    if len(password) < 8:
        raise UsageError("a password has at least 8 characters")
    users = read_users(path) if path.exists() else {}
    users[name] = PasswordHasher().hash(password)
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(yaml.safe_dump(users, allow_unicode=True), encoding="utf-8")
