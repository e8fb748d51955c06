"""Which keys of a published set are believed, and what is no set at all."""

import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from service.auth.jwks import read_key_set


def read(*entries, algorithm="RS256"):
    """Read a set of these smithy."""
    return read_key_set(json.dumps({"keys": entries}).encode(), algorithm)


def foreign(smithy):
    """Name what is no fitting RS256 key."""
    small = rsa.generate_private_key(65537, 1024)  # noqa: S505  made to be refused
    private = jwt.get_algorithm_by_name("RS256").to_jwk(smithy.rsa, as_dict=True)
    return {
        "an EC key": smithy.jwk(smithy.ec),
        "an EC key that calls itself RS256": smithy.jwk(smithy.ec, alg="RS256"),
        "a secret": {"kty": "oct", "k": "c2VjcmV0", "kid": "a", "alg": "RS256"},
        "a key of 1,024 bits": smithy.jwk(small),
        "a key to encrypt with": smithy.jwk(smithy.rsa, use="enc"),
        "a key of another algorithm": smithy.jwk(smithy.rsa, alg="PS256"),
        "a key to sign with alone": smithy.jwk(smithy.rsa, key_ops=["sign"]),
        "operations that are no list": smithy.jwk(smithy.rsa, key_ops="verify"),
        "a private key": private | {"kid": "a", "key_ops": ["verify"]},
        "a name that is a number": smithy.jwk(smithy.rsa, kid=1),
        "no modulus": smithy.jwk(smithy.rsa, n=...),
        "a modulus of junk": smithy.jwk(smithy.rsa, n="!!"),
        "a modulus that is a number": smithy.jwk(smithy.rsa, n=7),
        "an even exponent": smithy.jwk(smithy.rsa, e="Ag"),
        "no type": smithy.jwk(smithy.rsa, kty=...),
        "a type in a list": smithy.jwk(smithy.rsa, kty=["RSA"]),
        "no object": "RSA",
        "null": None,
    }


def test_only_fitting_keys_are_believed(smithy):
    """A key of another kind, use or strength is left out, and spoils nothing for its neighbours."""
    strangers = foreign(smithy)
    for name, stranger in strangers.items():
        assert read(stranger) == {}, name
    good = {"good": smithy.public["RS256"]}
    assert read(*strangers.values(), smithy.jwk(smithy.rsa, "good")) == good


@pytest.mark.parametrize("changes", [{}, {"use": ...}, {"alg": ...}, {"key_ops": ["verify"]}, {"x5t": "a"}])
def test_what_a_key_leaves_unsaid_is_no_fault(changes, smithy):
    """Use, algorithm and operations are optional."""
    assert read(smithy.jwk(smithy.rsa, **changes)) == {"a": smithy.public["RS256"]}


def test_es256_takes_its_own_curve_alone(smithy):
    """P-256 verifies ES256; another curve is left out, whatever it calls itself."""
    jwk = smithy.jwk(smithy.ec)
    other = smithy.jwk(ec.generate_private_key(ec.SECP384R1()), "b")
    assert read(jwk, other, smithy.jwk(smithy.rsa, "c"), algorithm="ES256") == {"a": smithy.public["ES256"]}


def test_the_first_of_two_equal_names_counts(smithy):
    """A second key under a name does not replace the first."""
    second = rsa.generate_private_key(65537, 2048)
    assert read(smithy.jwk(smithy.rsa), smithy.jwk(second)) == {"a": smithy.public["RS256"]}


def test_a_key_without_a_name_is_kept_nameless(smithy):
    """RFC 7517 lets a set leave names out."""
    assert read(smithy.jwk(smithy.rsa, ...)) == {None: smithy.public["RS256"]}


def test_an_empty_set_is_believed():
    """An issuer that takes every key back is obeyed."""
    assert read() == {}


@pytest.mark.parametrize(
    "text", [b"", b"null", b"[]", b'{"keys": {}}', b"{}", b"\xff", b"<html>", b"[" * 100_000]
)
def test_what_is_no_set_is_refused(text):
    """Anything but an object with a list of keys is a failed reading, not an empty set."""
    with pytest.raises(ValueError, match=r"."):
        read_key_set(text, "RS256")
