"""The installation's own secrets: made once in development, demanded in production."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from service.auth.secrets import Secrets, keep_secret
from service.errors import ConfigurationError
from service.settings import Settings

LONG, OTHER = "j" * 32, "r" * 32
READ_IT = (
    "import sys; from pathlib import Path; from service.auth.secrets import keep_secret; "
    "print(keep_secret(Path(sys.argv[1])).decode())"
)


def mode(path):
    """Read who may do what."""
    return stat.S_IMODE(path.stat().st_mode)


def test_development_makes_its_own_once(tmp_path):
    """Two different secrets of at least 32 bytes appear in the data directory, and stay the same."""
    settings = Settings(data_dir=tmp_path / "new" / "data")
    first, second = Secrets.of(settings), Secrets.of(settings)
    assert first == second
    assert first.jwt != first.refs
    assert min(len(first.jwt), len(first.refs)) == 43
    assert sorted(file.name for file in settings.data_dir.iterdir()) == ["jwt.secret", "refs.key"]
    assert Secrets.of(Settings(data_dir=tmp_path / "other")) != first


def test_files_and_their_directory_are_the_owners_alone(tmp_path):
    """Mode 0600 in a directory of 0700, however generous the umask."""
    umask = os.umask(0)
    try:
        Secrets.of(Settings(data_dir=tmp_path / "data"))
    finally:
        os.umask(umask)
    assert mode(tmp_path / "data") == 0o700
    assert mode(tmp_path / "data" / "jwt.secret") == 0o600
    assert mode(tmp_path / "data" / "refs.key") == 0o600


def test_a_copy_that_others_may_read_is_closed(tmp_path):
    """A file that came back from a backup with a wide mode is narrowed, its content kept."""
    file = tmp_path / "refs.key"
    secret = keep_secret(file)
    file.chmod(0o644)
    assert keep_secret(file) == secret
    assert mode(file) == 0o600


def test_threads_that_start_at_once_agree(tmp_path):
    """Of 16 threads that make the same secret all get one and the same, and nothing else is left behind."""
    together = Barrier(16)

    def make(_):
        together.wait()
        return keep_secret(tmp_path / "jwt.secret")

    with ThreadPoolExecutor(16) as threads:
        secrets = set(threads.map(make, range(16)))
    assert len(secrets) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["jwt.secret"]


def test_processes_that_start_at_once_agree(tmp_path):
    """Of 4 processes that make the same secret all get one and the same."""
    command = [sys.executable, "-c", READ_IT, str(tmp_path / "data" / "jwt.secret")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]  # noqa: S603  our own words
    secrets = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    assert len(secrets) == 1


def test_who_comes_second_keeps_the_first_secret(tmp_path, monkeypatch):
    """Even a process that saw no file a moment ago never replaces one that is there now."""
    file = tmp_path / "jwt.secret"
    secret = keep_secret(file)
    monkeypatch.setattr(type(file), "exists", lambda _: False)
    assert keep_secret(file) == secret
    assert [entry.name for entry in tmp_path.iterdir()] == ["jwt.secret"]


@pytest.mark.parametrize("content", ["", "\n", "short\n", " " * 64])
def test_a_damaged_file_is_not_silently_replaced(content, tmp_path):
    """A new refs key would cut stored feedback off from its customers, so the service stops and says so."""
    file = tmp_path / "refs.key"
    file.write_text(content)
    with pytest.raises(ConfigurationError, match=r"refs\.key is damaged; restore it"):
        keep_secret(file)
    assert file.read_text() == content


def test_a_data_directory_that_is_none_is_named(tmp_path):
    """A file where the directory belongs is an error that names the setting."""
    (tmp_path / "data").write_text("")
    with pytest.raises(ConfigurationError, match="HEARTLINE_DATA_DIR"):
        Secrets.of(Settings(data_dir=tmp_path / "data"))


def test_what_is_set_is_used_and_nothing_is_written(tmp_path):
    """Secrets of the settings are taken as they are, in either environment."""
    for env in ("development", "production"):
        settings = Settings(env=env, data_dir=tmp_path, jwt_secret=LONG, refs_key=OTHER)
        assert Secrets.of(settings) == Secrets(LONG.encode(), OTHER.encode())
    assert list(tmp_path.iterdir()) == []


def test_an_issuer_elsewhere_needs_no_secret_here(tmp_path):
    """With RS256 or ES256 there is nothing to sign with, so nothing is made or demanded."""
    for algorithm in ("RS256", "ES256"):
        settings = Settings(env="production", data_dir=tmp_path, jwt_algorithm=algorithm, refs_key=OTHER)
        assert Secrets.of(settings).jwt is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"refs_key": OTHER}, "HEARTLINE_JWT_SECRET has 0 bytes"),
        ({"refs_key": OTHER, "jwt_secret": ""}, "HEARTLINE_JWT_SECRET has 0 bytes"),
        ({"refs_key": OTHER, "jwt_secret": "j" * 31}, "HEARTLINE_JWT_SECRET has 31 bytes"),
        ({"jwt_secret": LONG}, "HEARTLINE_REFS_KEY has 0 bytes"),
        ({"jwt_secret": LONG, "refs_key": "r" * 31}, "HEARTLINE_REFS_KEY has 31 bytes"),
        ({"jwt_algorithm": "RS256"}, "HEARTLINE_REFS_KEY has 0 bytes"),
    ],
)
def test_production_does_not_start_without_its_secrets(settings, named, tmp_path):
    """A missing or short secret is refused by name and with the fix, and nothing is made in its place."""
    with pytest.raises(ConfigurationError, match=named) as refused:
        Secrets.of(Settings(env="production", data_dir=tmp_path, **settings))
    assert "needs 32" in str(refused.value)
    assert "openssl rand -hex 32" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused_in_development_too(tmp_path):
    """Whoever sets a secret is told that it is too short before production tells."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_JWT_SECRET has 5 bytes"):
        Secrets.of(Settings(data_dir=tmp_path, jwt_secret="hello"))


def test_one_secret_must_not_serve_twice(tmp_path):
    """Rotating the JWT secret must not change the hashes that customers are found by."""
    with pytest.raises(ConfigurationError, match="are the same"):
        Secrets.of(Settings(data_dir=tmp_path, jwt_secret=LONG, refs_key=LONG))


def test_a_public_key_is_no_secret(tmp_path, smithy):
    """A key that everybody may know is refused where a secret belongs."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_JWT_PUBLIC_KEY") as refused:
        Secrets.of(Settings(data_dir=tmp_path, jwt_secret=smithy.pems["RS256"], refs_key=OTHER))
    assert "BEGIN" not in str(refused.value)


def test_secrets_are_not_shown():
    """A secret that is logged by mistake does not appear."""
    assert LONG not in repr(Secrets(LONG.encode(), OTHER.encode()))
