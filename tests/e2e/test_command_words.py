"""What the commands say: the least, the right thing, and for a mistake one sentence that names the fix."""

import os
import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

import schema as package
from service.cli import main
from service.cli.main import heartline
from tests.e2e.processes import run

LONG, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
COMMANDS = (
    "serve",
    "seed",
    "import",
    "analyse",
    "reanalyse",
    "train-emotion",
    "token",
    "recount",
    "migrate",
    "export-schema",
)
PRODUCTION = {"HEARTLINE_ENV": "production"}
PUBLIC = {**PRODUCTION, "HEARTLINE_JWT_ALGORITHM": "RS256", "HEARTLINE_REFS_KEY": LONG}


@pytest.fixture
def told(data_dir: Path, monkeypatch, capsys):
    """Run a command that fails, without a process of its own; give its exit code and what it said."""
    for name in [name for name in os.environ if name.startswith("HEARTLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HEARTLINE_DATA_DIR", str(data_dir))

    def tell(*words: str, **settings: str) -> tuple[object, str]:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["heartline", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert said.out == ""
        return ended.value.code, said.err

    return tell


def test_python_dash_m_is_the_command(data_dir: Path):
    """`python -m service --help` names every command."""
    done = run(data_dir, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert list(data_dir.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(command):
    """With --help and -h."""
    texts = [CliRunner().invoke(heartline, [command, flag]) for flag in ("--help", "-h")]
    assert texts[0].output == texts[1].output
    assert texts[0].exit_code == 0
    assert len(texts[0].output.splitlines()) > 4


def test_token_prints_a_token_and_nothing_else(data_dir: Path):
    """One line on standard output, none on the other; the secret is made once, for its owner alone."""
    done = run(data_dir, "token")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+\n", done.stdout)
    secret = data_dir / "jwt.secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in data_dir.iterdir()) == ["jwt.secret", "refs.key"]


def test_export_schema_is_what_is_committed(data_dir: Path):
    """Byte for byte, and nothing is started for it."""
    done = run(data_dir, "export-schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == Path(package.__file__).with_name("schema.graphql").read_text()
    assert list(data_dir.iterdir()) == []


MISTAKES = [
    (("token", "--scopes", "journeys:read all"), {}, ("--scopes", "'all'", "journeys:write")),
    (("token", "--ttl", "0"), {}, ("ttl", "24 hours")),
    (("token", "--ttl", "86401"), {}, ("ttl", "24 hours")),
    (("token", "--tenant", ""), {}, ("tenant", "1 to 128")),
    (("token", "--tenant", "a\nb"), {}, ("tenant", "printable")),
    (("token", "--subject", " me"), {}, ("subject", "printable")),
    (("token",), {"HEARTLINE_JWT_ALGORITHM": "RS256"}, ("HEARTLINE_JWT_ALGORITHM", "RS256")),
    (("token",), {"HEARTLINE_JWT_ALGORITHM": "none"}, ("HEARTLINE_JWT_ALGORITHM", "HS256")),
    (("token",), {"HEARTLINE_ENV": "prod"}, ("HEARTLINE_ENV", "production")),
    (("token",), {"HEARTLINE_PORT": "http"}, ("HEARTLINE_PORT", "integer")),
    (("token",), {"HEARTLINE_PORT": "65536"}, ("HEARTLINE_PORT", "65535")),
    (("token",), {"HEARTLINE_LIMIT_BODY_BYTES": "2MiB"}, ("HEARTLINE_LIMIT_BODY_BYTES", "integer")),
    (("serve",), {"HEARTLINE_MONGO_URL": "localhost:27017"}, ("HEARTLINE_MONGO_URL", "mongodb")),
    (("serve", "--host", "300.1.1.1"), {}, ("300.1.1.1", "--host")),
    (("serve",), PRODUCTION, ("HEARTLINE_JWT_SECRET", "0 bytes", "openssl rand -hex 32")),
    (
        ("serve",),
        {**PRODUCTION, "HEARTLINE_JWT_SECRET": "short"},
        ("HEARTLINE_JWT_SECRET", "5 bytes", "needs 32"),
    ),
    (("serve",), {**PRODUCTION, "HEARTLINE_JWT_SECRET": LONG}, ("HEARTLINE_REFS_KEY", "0 bytes")),
    (
        ("serve",),
        {**PRODUCTION, "HEARTLINE_JWT_SECRET": LONG, "HEARTLINE_REFS_KEY": "x" * 31},
        ("HEARTLINE_REFS_KEY", "31 bytes", "needs 32"),
    ),
    (
        ("serve",),
        {**PRODUCTION, "HEARTLINE_JWT_SECRET": LONG, "HEARTLINE_REFS_KEY": LONG},
        ("HEARTLINE_REFS_KEY", "HEARTLINE_JWT_SECRET", "same"),
    ),
    (("serve",), PUBLIC, ("HEARTLINE_JWT_PUBLIC_KEY", "HEARTLINE_JWT_JWKS_URL")),
    (("serve",), {**PUBLIC, "HEARTLINE_JWT_PUBLIC_KEY": "nonsense"}, ("HEARTLINE_JWT_PUBLIC_KEY",)),
    *(
        ((command,), {"HEARTLINE_MONGO_URL": wrong}, ("HEARTLINE_MONGO_URL", "mongodb://", "percent-encoded"))
        for command in ("serve", "recount", "migrate", "seed")
        for wrong in ("mongodb://a:b@c@host", "mongodb://host:port", "mongodb:///")
    ),
    *(
        (words, {"HEARTLINE_EMOTION_ANALYSER": "off"}, ("HEARTLINE_EMOTION_ANALYSER is off", "linear"))
        for words in (("analyse", "Thanks"), ("reanalyse",))
    ),
    (("serve",), {"HEARTLINE_DATA_DIR": "/proc/nowhere"}, ("/proc/nowhere", "HEARTLINE_DATA_DIR")),
]


@pytest.mark.parametrize(("words", "settings", "named"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(told, data_dir: Path, words, settings, named):
    """Exit code 2, one line that names the setting and the fix, no traceback; no database is started."""
    code, said = told(*words, **settings)
    assert code == 2
    assert said.startswith("heartline: ")
    assert said.count("\n") == 1
    assert all(word in said for word in named), said
    assert not (data_dir / "mongo").exists()


def test_secrets_are_never_told(told):
    """A secret that is too short is not repeated."""
    _, said = told("serve", **PRODUCTION, HEARTLINE_JWT_SECRET="hunter2")
    assert "hunter2" not in said


def test_a_taken_port(told, data_dir: Path):
    """Told before anything is started; the port and the way out are named."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = told("serve", "--port", str(port))
    assert (code, f"127.0.0.1:{port}" in said, "--port" in said) == (2, True, True)
    assert not (data_dir / "mongo").exists()
    assert not (data_dir / "mongo.port").exists()


def test_an_option_that_is_none(told):
    """Click tells how to ask for help."""
    for words in (
        ("serve", "--port", "99999"),
        ("serve", "--workers", "0"),
        ("nonsense",),
        ("seed", "--nope"),
    ):
        code, said = told(*words)
        assert code == 2
        assert "--help" in said
