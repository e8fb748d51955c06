"""Trusted documents are read from a directory, whole or not at all."""

import json
from hashlib import sha256

import pytest

from service.errors import ConfigurationError
from service.known import Trusted

TEXT = "query Me { viewer { tenant } }"
OTHER = "query Scopes { viewer { scopes } }"


def digest(text):
    """Hash a document."""
    return sha256(text.encode()).hexdigest()


def test_files_are_known_by_their_hash(tmp_path):
    """At any depth; white space around the document does not matter, nor do other files."""
    (tmp_path / "web" / "pages").mkdir(parents=True)
    (tmp_path / "web" / "pages" / "me.graphql").write_text(f"\n{TEXT}\n")
    (tmp_path / "README.md").write_text("# Documents")
    trusted = Trusted.read(tmp_path)
    assert (trusted.find(digest(TEXT)), list(trusted), len(trusted)) == (TEXT, [TEXT], 1)
    assert TEXT in trusted
    assert f"{TEXT}\n" in trusted
    assert OTHER not in trusted
    assert trusted.find("me") is None


@pytest.mark.parametrize(
    "manifest",
    [
        {"me": TEXT},
        {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [{"id": "me", "name": "Me", "type": "query", "body": TEXT}],
        },
    ],
)
def test_a_manifest_gives_ids(tmp_path, manifest):
    """Whatever it calls a document, and its hash too."""
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    trusted = Trusted.read(tmp_path)
    assert trusted.find("me") == trusted.find(digest(TEXT)) == TEXT


def test_no_directory_is_no_document():
    """Nothing is trusted unless told."""
    assert len(Trusted.read(None)) == 0


@pytest.mark.parametrize("content", ["[]", '{"a": 1}', "{", '{"format": "apollo-persisted-query-manifest"}',
    '{"format": "apollo-persisted-query-manifest", "operations": [{"id": "a"}]}'])  # fmt: skip
def test_a_bad_manifest_is_refused(tmp_path, content):
    """By name, so that nobody serves with half of the documents."""
    (tmp_path / "broken.json").write_text(content)
    with pytest.raises(ConfigurationError, match=r"broken\.json"):
        Trusted.read(tmp_path)


def test_what_cannot_be_read_is_refused(tmp_path):
    """A directory that is not there, bytes that are no text, an id that stands for two documents."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_DOCUMENTS_DIR"):
        Trusted.read(tmp_path / "nowhere")
    (tmp_path / "a.json").write_text(json.dumps({"me": TEXT}))
    (tmp_path / "b.json").write_text(json.dumps({"me": OTHER}))
    with pytest.raises(ConfigurationError, match="me stands for another document"):
        Trusted.read(tmp_path)
    (tmp_path / "a.graphql").write_bytes(b"\xff")
    with pytest.raises(ConfigurationError, match=r"a\.graphql cannot be read"):
        Trusted.read(tmp_path)
