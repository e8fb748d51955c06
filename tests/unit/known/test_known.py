"""Which document a reference means, and who may send what."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.errors import BadUserInput, ConfigurationError, Forbidden, PersistedQueryNotFound
from service.known import Known, Trusted, reference_of

TEXT = "{ viewer { tenant } }"
DIGEST = sha256(TEXT.encode()).hexdigest()
TRUSTED = Trusted({"me": "query Me { viewer { subject } }"})


def asking(sha256Hash=DIGEST, version=1, **fields):  # noqa: N803  as it is sent
    """Ask by a hash."""
    return {"extensions": {"persistedQuery": {"version": version, "sha256Hash": sha256Hash}}, **fields}


def test_a_reference_is_read():
    """As Apollo's clients send it, with the document or without, and as the draft has it."""
    assert reference_of({"query": TEXT}) is None
    assert reference_of({"query": TEXT, "extensions": {"other": 1}}) is None
    assert reference_of(asking()) == reference_of(asking(query=TEXT)) == DIGEST
    assert reference_of({"documentId": f"sha256:{DIGEST}"}) == DIGEST
    assert reference_of({"documentId": "me"}) == "me"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (asking(query=f"{TEXT} "), "is not the query's sha256"),
        (asking(DIGEST.upper(), query=TEXT), "is not the query's sha256"),
        (asking(version=2), "version is not 1"),
        (asking(version="1"), "version is not 1"),
        (asking(None), "sha256Hash is not a string"),
        (asking(""), "sha256Hash is not a string"),
        ({"extensions": {"persistedQuery": True}}, "version is not 1"),
        ({"documentId": 1}, "documentId is a string"),
        ({"documentId": "me", "query": TEXT}, "documentId is a string, and stands alone"),
        (asking(documentId="me"), "documentId is a string, and stands alone"),
    ],
)
def test_a_reference_that_is_none(fields, said):
    """What is wrong is named."""
    with pytest.raises(BadUserInput, match=said):
        reference_of(fields)


def principal(*scopes):
    """Hold a token with these scopes."""
    return Principal("acme", "me", frozenset(scopes), datetime.now(UTC))


class Shelf:
    """Stands for what the database keeps; the database itself is tried in tests/service."""

    def __init__(self):
        self.kept = {}

    async def find(self, tenant, digest):
        """Look it up."""
        return self.kept.get((tenant, digest))

    async def keep(self, tenant, digest, text):
        """Keep it."""
        self.kept[tenant, digest] = text


def knowing(shelf, trusted_only=None):
    """Know the trusted ones, and what is on the shelf."""
    known = Known(TRUSTED, trusted_only)
    known.open(shelf)
    return known


async def test_a_document_is_recalled():
    """What is sent is meant; what is not sent is the operator's, else what the tenant has taught."""
    known, me = knowing(Shelf()), principal()
    assert await known.recall(me, TEXT, None) == TEXT
    assert await known.recall(me, None, "me") == TRUSTED.find("me")
    with pytest.raises(PersistedQueryNotFound, match=r"^PersistedQueryNotFound$"):
        await known.recall(me, None, DIGEST)
    assert await known.recall(me, TEXT, DIGEST) == TEXT
    await known.learn(me, TEXT, DIGEST)
    assert await known.recall(me, None, DIGEST) == TEXT
    with pytest.raises(PersistedQueryNotFound):
        await known.recall(me, None, "nobody")


async def test_what_is_trusted_is_not_kept_again():
    """It is at hand in every process already."""
    shelf = Shelf()
    text = TRUSTED.find("me")
    await knowing(shelf).learn(principal(), text, "whatever")
    assert shelf.kept == {}


@pytest.mark.parametrize("only", ["*", "feedback:write", "customers:erase feedback:write"])
async def test_trusted_documents_only(only):
    """Who holds one of the scopes sends nothing else, not even what the tenant has taught before."""
    shelf = Shelf()
    known, phone = knowing(shelf, only), principal(Scope.FEEDBACK_WRITE, Scope.JOURNEYS_READ)
    shelf.kept["acme", DIGEST] = TEXT
    for sent, reference in ((TEXT, None), (TEXT, DIGEST), (None, DIGEST), (None, "nobody")):
        with pytest.raises(Forbidden, match="trusted documents only"):
            await known.recall(phone, sent, reference)
    text = TRUSTED.find("me")
    assert await known.recall(phone, None, "me") == await known.recall(phone, text, None) == text


async def test_others_are_free():
    """Scopes that are not named bind nobody."""
    known = knowing(Shelf(), "feedback:write")
    assert await known.recall(principal(Scope.JOURNEYS_READ), TEXT, None) == TEXT
    assert known.trusts(TRUSTED.find("me"))
    assert not known.trusts(TEXT)


def test_a_scope_there_is_not():
    """A setting that would bind nobody is refused."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_TRUSTED_ONLY names feedback:wriet"):
        Known(TRUSTED, "feedback:wriet")
