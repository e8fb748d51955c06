"""The secrets of this installation: what signs its tokens, and what hashes its customers."""

import os
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex, token_urlsafe

from service.auth.keys import read_hmac_key
from service.errors import ConfigurationError
from service.settings import Settings

SECRET_BYTES = 32

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """The HS256 secret (None where somebody else signs) and the key of customer and run hashes."""

    jwt: bytes | None
    refs: bytes

    @classmethod
    def of(cls, settings: Settings) -> "Secrets":
        """Gather the secrets; in development those that are not set are made once, in the data directory.

        Raises ConfigurationError naming the setting when one is missing in production, is short, or serves
        twice: whoever rotates the JWT secret must not make customers unforgettable.
        """
        jwt = None
        if settings.jwt_algorithm == "HS256":
            jwt = read_hmac_key(_secret(settings, "HEARTLINE_JWT_SECRET", settings.jwt_secret, "jwt.secret"))
        refs = _secret(settings, "HEARTLINE_REFS_KEY", settings.refs_key, "refs.key")
        if jwt == refs:
            raise ConfigurationError(
                "HEARTLINE_REFS_KEY and HEARTLINE_JWT_SECRET are the same; "
                "set each to its own `openssl rand -hex 32`."
            )
        return cls(jwt, refs)


def _secret(settings: Settings, setting: str, text: str | None, file: str) -> bytes:
    if not text and not settings.production:
        return keep_secret(settings.data_dir / file)
    secret = (text or "").encode(errors="surrogateescape")
    if len(secret) < SECRET_BYTES:
        raise ConfigurationError(
            f"{setting} has {len(secret)} bytes and needs {SECRET_BYTES}; "
            "set it to what `openssl rand -hex 32` prints."
        )
    return secret


def keep_secret(path: Path) -> bytes:
    """Read the secret in `path`, made on first use: 32 random bytes as text, for its owner alone (mode 0600).

    However many processes start at once, all get the same one, and a crash leaves a whole file or none.
    Raises ConfigurationError when the file cannot be made or read, or is damaged.
    """
    try:
        if not path.exists():
            _make(path)
        path.chmod(_OWNER_ONLY)
        secret = path.read_bytes().strip()
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be made or read ({error.strerror}); "
            "let HEARTLINE_DATA_DIR be a directory of this user."
        ) from None
    if len(secret) < SECRET_BYTES:
        raise ConfigurationError(
            f"{path} is damaged; restore it from a backup. Deleting it makes a new one, which ends "
            "every token (jwt.secret) or cuts stored feedback off from its customers (refs.key)."
        )
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        draft.touch(_OWNER_ONLY, exist_ok=False)
        with draft.open("w") as file:
            file.write(token_urlsafe(SECRET_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name unless another process was first: a link, unlike a rename, replaces nothing."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
