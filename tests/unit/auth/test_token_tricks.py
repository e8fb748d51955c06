"""Every trick known to be played with tokens, each refused in one sentence that does not repeat the token."""

import hmac
import json
import re
from base64 import standard_b64encode, urlsafe_b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.errors import Unauthenticated

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DAY = 86_400


def unpadded(data):
    """Write bytes as tokens do."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def parts(token):
    """Split a token into header, claims and signature."""
    return token.split(".")


def unsigned(token):
    """Take the signature and its dot off a token."""
    return token.rsplit(".", 1)[0]


def hmac_signed(smithy, key, **header):
    """Sign with HMAC over any key at all, which PyJWT itself refuses to do."""
    text = f"{unpadded(json.dumps(smithy.header(**header)).encode())}.{unpadded(written(smithy))}"
    return f"{text}.{unpadded(hmac.digest(key, text.encode(), sha256))}"


def written(smithy, old=b"", new=b"", **changes):
    """Write good claims as JSON, one place of the text replaced."""
    text = json.dumps(smithy.claims(**changes)).encode()
    assert old in text
    return text.replace(old, new, 1)


def headed(smithy, old, new):
    """Sign well under a header whose JSON has one place replaced."""
    text = json.dumps(smithy.header()).encode()
    assert old in text
    return smithy.headed(text.replace(old, new, 1))


def slack(token):
    """Spell the same bytes otherwise: 32 bytes of signature leave two bits unused."""
    return token[:-1] + ALPHABET[ALPHABET.index(token[-1]) + 1]


def der(smithy):
    """Sign as OpenSSL writes it, not as RFC 7518 does."""
    text = unsigned(smithy.token("ES256"))
    return f"{text}.{unpadded(smithy.ec.sign(text.encode(), ec.ECDSA(SHA256())))}"


def own_key(smithy):
    """Sign perfectly well, with a key that the header brings along."""
    eve = rsa.generate_private_key(65537, 2048)
    numbers = eve.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": unpadded(numbers.n.to_bytes(256, "big")), "e": "AQAB"}
    return smithy.token("RS256", header={"jwk": jwk}, key=eve)


SHAPE = {
    "empty": "",
    "dots only": "..",
    "one part": "abc",
    "words": "let me in, please",
    "a NUL": lambda s: s.token()[:-1] + "\0",
    "a newline at the end": lambda s: s.token() + "\n",
    "a space before": lambda s: " " + s.token(),
    "a space after": lambda s: s.token() + " ",
    "no base64": "a!.b!.c!",
    "five parts, as an encrypted token has": lambda s: s.token() + ".e30.e30",
    "four parts": lambda s: s.token() + ".e30",
    "two parts": lambda s: unsigned(s.token()),
    "no signature": lambda s: unsigned(s.token()) + ".",
    "no payload": lambda s: "..".join(parts(s.token())[::2]),
    "no header": lambda s: ".{1}.{2}".format(*parts(s.token())),
    "a padded signature": lambda s: s.token() + "=",
    "a padded header": lambda s: "{}==.{}.{}".format(*parts(s.token())),
    "full-width letters": "\uff41.\uff42.\uff43",
    "a lone surrogate": lambda s: s.token()[:-1] + "\ud800",
    "a second token": lambda s: f"{s.token()},{s.token()}",
    "a scheme left on": lambda s: "Bearer " + s.token(),
    "quotes": lambda s: f'"{s.token()}"',
    "JSON serialization": lambda s: json.dumps(
        dict(zip(("protected", "payload", "signature"), parts(s.token()), strict=True))
    ),
    "the other base64 alphabet": lambda s: ".".join(
        (parts(s.token())[0], standard_b64encode(b"\xfb\xff\xfe" * 9).decode(), parts(s.token())[2])
    ),
    "the same signature spelled otherwise": lambda s: slack(s.token()),
    "over 4 kB and well signed": lambda s: s.token(note="x" * 4_096),
    "a megabyte": "a" * 1_048_576,
}

HEADER = {
    "not JSON": lambda s: s.headed(b"alg=HS256"),
    "not an object": lambda s: s.headed(b'["HS256"]'),
    "null": lambda s: s.headed(b"null"),
    "a text": lambda s: s.headed(b'"HS256"'),
    "nested a thousand deep": lambda s: s.headed(b"[" * 1_000),
    "not UTF-8": lambda s: headed(s, b"JWT", b"JW\xff"),
    "UTF-16": lambda s: s.headed(json.dumps(s.header()).encode("utf-16")),
    "a byte order mark": lambda s: s.headed(b"\xef\xbb\xbf" + json.dumps(s.header()).encode()),
    "alg twice, none last": lambda s: headed(s, b"}", b', "alg": "none"}'),
    "alg twice, none first": lambda s: headed(s, b"{", b'{"alg": "none", '),
    "alg twice in other letters": lambda s: headed(s, b"{", b'{"\\u0061lg": "none", '),
    "alg missing": lambda s: s.token(header={"alg": ...}),
    "alg null": lambda s: s.token(header={"alg": None}),
    "alg in a list": lambda s: s.token(header={"alg": ["HS256"]}),
    "alg in small letters": lambda s: s.token(header={"alg": "hs256"}),
    "alg with a space": lambda s: s.token(header={"alg": "HS256 "}),
    "alg of another case of name": lambda s: s.token(header={"alg": ..., "ALG": "HS256"}),
    "alg unknown": lambda s: s.token(header={"alg": "HS1"}),
    "alg another HMAC": lambda s: s.token("HS512", key=s.secret),
    "crit": lambda s: s.token(header={"crit": ["exp"]}),
    "crit empty": lambda s: s.token(header={"crit": []}),
    "crit known to the library": lambda s: s.token(header={"crit": ["b64"], "b64": True}),
    "b64": lambda s: s.token(header={"b64": False}),
    "a key's address": lambda s: s.token(header={"jku": "https://evil.example/keys"}),
    "a certificate's address": lambda s: s.token(header={"x5u": "https://evil.example/cert"}),
    "a certificate": lambda s: s.token(header={"x5c": ["MIIB"]}),
    "a compressed payload": lambda s: s.token(header={"zip": "DEF"}),
    "a token in a token": lambda s: s.token(header={"cty": "JWT"}),
    "typ of another kind": lambda s: s.token(header={"typ": "dpop+jwt"}),
    "typ of an ID token": lambda s: s.token(header={"typ": "id_token+jwt"}),
    "typ of a logout": lambda s: s.token(header={"typ": "logout+jwt"}),
    "typ null": lambda s: s.token(header={"typ": None}),
    "typ a list": lambda s: s.token(header={"typ": ["JWT"]}),
    "kid a number": lambda s: s.token(header={"kid": 1}),
    "kid null": lambda s: s.token(header={"kid": None}),
    "kid an operator": lambda s: s.token(header={"kid": {"$ne": ""}}),
    "kid empty": lambda s: s.token(header={"kid": ""}),
    "kid endless": lambda s: s.token(header={"kid": "../" * 100}),
}

SIGNATURE = {
    "none": lambda s: s.token(header={"alg": "none"}),
    "none, unsigned": lambda s: unsigned(s.token(header={"alg": "none"})) + ".",
    "None": lambda s: s.token(header={"alg": "None"}),
    "nOnE": lambda s: unsigned(s.token(header={"alg": "nOnE"})) + ".AA",
    "another secret": lambda s: s.token(key=b"k" * 32),
    "an empty secret": lambda s: hmac_signed(s, b""),
    "cut short": lambda s: s.token()[:-8],
    "made longer": lambda s: s.token() + "AAAA",
    "all zero": lambda s: f"{unsigned(s.token())}.{unpadded(bytes(32))}",
    "of another token": lambda s: f"{unsigned(s.token(sub='eve'))}.{parts(s.token())[2]}",
    "under another header": lambda s: ".".join(
        (parts(s.token(header={"kid": "x"}))[0], *parts(s.token())[1:])
    ),
    "by a key of RS256": lambda s: s.token("RS256"),
    "by a key of ES256": lambda s: s.token("ES256"),
}

RS256 = {
    "the public key as a secret": lambda s: hmac_signed(s, s.pems["RS256"].encode()),
    "the public key without its last line end": lambda s: hmac_signed(s, s.pems["RS256"].strip().encode()),
    "the public key in DER as a secret": lambda s: hmac_signed(
        s, s.rsa.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ),
    "the public key as a secret, called RS256": lambda s: hmac_signed(
        s, s.pems["RS256"].encode(), alg="RS256"
    ),
    "another key": lambda s: s.token("RS256", key=rsa.generate_private_key(65537, 2048)),
    "a key of its own": own_key,
    "RS512": lambda s: s.token("RS512", key=s.rsa),
    "PS256": lambda s: s.token("PS256", key=s.rsa),
    "PS256, called RS256": lambda s: s.token("PS256", header={"alg": "RS256"}, key=s.rsa),
    "none": lambda s: unsigned(s.token(header={"alg": "none"})) + ".AA",
    "all zero": lambda s: f"{unsigned(s.token('RS256'))}.{unpadded(bytes(256))}",
    "one": lambda s: f"{unsigned(s.token('RS256'))}.{unpadded(bytes([*bytes(255), 1]))}",
    "a key of ES256": lambda s: s.token("ES256"),
    "a secret": lambda s: s.token("HS256"),
}

ES256 = {
    "the public key as a secret": lambda s: hmac_signed(s, s.pems["ES256"].encode()),
    "another key": lambda s: s.token("ES256", key=ec.generate_private_key(ec.SECP256R1())),
    "another curve": lambda s: s.token("ES256", key=ec.generate_private_key(ec.SECP256K1())),
    "ES384": lambda s: s.token("ES384", key=ec.generate_private_key(ec.SECP384R1())),
    "r and s both zero": lambda s: f"{unsigned(s.token('ES256'))}.{unpadded(bytes(64))}",
    "one byte": lambda s: f"{unsigned(s.token('ES256'))}.AA",
    "written in DER": der,
    "none": lambda s: unsigned(s.token(header={"alg": "none"})) + ".AA",
    "a key of RS256": lambda s: s.token("RS256"),
}

CLAIMS = {
    "not JSON": lambda s: s.payload(b"sub=maya"),
    "an empty object": lambda s: s.payload(b"{}"),
    "a list": lambda s: s.payload(b"[]"),
    "null": lambda s: s.payload(b"null"),
    "a number": lambda s: s.payload(b"1"),
    "nested too deep": lambda s: s.payload(b"[" * 2_000),
    "not UTF-8": lambda s: s.payload(written(s, b"maya", b"m\xffya")),
    "UTF-16": lambda s: s.payload(written(s).decode().encode("utf-16")),
    "UTF-32 without a mark": lambda s: s.payload(written(s).decode().encode("utf-32-le")),
    "something after the end": lambda s: s.payload(written(s) + b"{}"),
    "tenant twice": lambda s: s.payload(written(s, b"{", b'{"tenant": "eve", ')),
    "tenant twice in other letters": lambda s: s.payload(written(s, b"{", b'{"t\\u0065nant": "eve", ')),
    "a name twice deep inside": lambda s: s.payload(written(s, b"{", b'{"act": {"sub": 1, "sub": 2}, ')),
    "exp twice": lambda s: s.payload(written(s, b"}", b', "exp": 9999999999}')),
    "exp NaN": lambda s: s.token(exp=float("nan")),
    "exp infinite": lambda s: s.token(exp=float("inf")),
    "iat minus infinite": lambda s: s.token(iat=float("-inf")),
    "exp beyond a float": lambda s: s.payload(written(s, b'"exp": %d' % (s.now + 3_600), b'"exp": 1e400')),
    "exp of 2,001 digits": lambda s: s.token(exp=10**2_000),
    "exp huge": lambda s: s.token(exp=10**30),
    "exp in milliseconds": lambda s: s.token(iat=s.now * 1_000, exp=(s.now + 60) * 1_000),
    "exp true": lambda s: s.token(exp=True),
    "iat true": lambda s: s.token(iat=True, exp=60),
    "exp a text": lambda s: s.token(exp=str(s.now + 60)),
    "exp a date": lambda s: s.token(exp="2027-01-01T00:00:00Z"),
    "exp null": lambda s: s.token(exp=None),
    "exp a list": lambda s: s.token(exp=[s.now + 60]),
    "exp an operator": lambda s: s.token(exp={"$gt": 0}),
    "exp missing": lambda s: s.token(exp=...),
    "exp negative": lambda s: s.token(iat=-120, exp=-60),
    "exp zero": lambda s: s.token(exp=0),
    "expired beyond the leeway": lambda s: s.token(iat=s.now - 3_600, exp=s.now - 30),
    "expired a year ago": lambda s: s.token(iat=s.now - 366 * DAY, exp=s.now - 365 * DAY),
    "living a second over a day": lambda s: s.token(exp=s.now + DAY + 1),
    "living for ever": lambda s: s.token(exp=253_402_300_799),
    "expired before it was issued": lambda s: s.token(iat=s.now + 20, exp=s.now + 10),
    "expiring as it is issued": lambda s: s.token(iat=s.now, exp=s.now),
    "iat missing": lambda s: s.token(iat=...),
    "iat a text": lambda s: s.token(iat=str(s.now)),
    "iat in the future": lambda s: s.token(iat=s.now + 31),
    "not valid yet": lambda s: s.token(nbf=s.now + 31),
    "nbf a text": lambda s: s.token(nbf="now"),
    "nbf null": lambda s: s.token(nbf=None),
    "nbf true": lambda s: s.token(nbf=True),
    "iss missing": lambda s: s.token(iss=...),
    "iss of somebody else": lambda s: s.token(iss="https://evil.example"),
    "iss in other letters": lambda s: s.token(iss="Heartline"),
    "iss with an end": lambda s: s.token(iss="heartline/"),
    "iss in a list": lambda s: s.token(iss=["heartline"]),
    "iss an operator": lambda s: s.token(iss={"$regex": ""}),
    "aud missing": lambda s: s.token(aud=...),
    "aud of somebody else": lambda s: s.token(aud="billing"),
    "aud that only contains the name": lambda s: s.token(aud="heartline billing"),
    "aud an empty list": lambda s: s.token(aud=[]),
    "aud a list of others": lambda s: s.token(aud=["billing", "shop"]),
    "aud a list with a number": lambda s: s.token(aud=["heartline", 1]),
    "aud a list in a list": lambda s: s.token(aud=[["heartline"]]),
    "aud an object": lambda s: s.token(aud={"heartline": 1}),
    "aud null": lambda s: s.token(aud=None),
    "sub missing": lambda s: s.token(sub=...),
    "sub a number": lambda s: s.token(sub=7),
    "sub empty": lambda s: s.token(sub=""),
    "sub with a NUL": lambda s: s.token(sub="maya\0admin"),
    "sub of 256 characters": lambda s: s.token(sub="m" * 256),
    "tenant missing": lambda s: s.token(tenant=...),
    "tenant in other letters": lambda s: s.token(tenant=..., Tenant="northline"),
    "tenant null": lambda s: s.token(tenant=None),
    "tenant a number": lambda s: s.token(tenant=0),
    "tenant true": lambda s: s.token(tenant=True),
    "tenant a list": lambda s: s.token(tenant=["northline"]),
    "tenant an operator": lambda s: s.token(tenant={"$ne": None}),
    "tenant empty": lambda s: s.token(tenant=""),
    "tenant blank": lambda s: s.token(tenant=" "),
    "tenant with a space after": lambda s: s.token(tenant="northline "),
    "tenant with a NUL": lambda s: s.token(tenant="northline\0"),
    "tenant with a line end": lambda s: s.token(tenant="north\nline"),
    "tenant with a lone surrogate": lambda s: s.token(tenant="north\ud800"),
    "tenant with an invisible letter": lambda s: s.token(tenant="north\u200bline"),
    "tenant written backwards": lambda s: s.token(tenant="\u202eenilhtron"),
    "tenant of 129 characters": lambda s: s.token(tenant="n" * 129),
    "scope missing": lambda s: s.token(scope=...),
    "scope null": lambda s: s.token(scope=None),
    "scope a list": lambda s: s.token(scope=["scores:read"]),
    "scope a number": lambda s: s.token(scope=1),
    "scope an object": lambda s: s.token(scope={"scores:read": True}),
}

TRICKS = [
    pytest.param(algorithm, make, id=f"{family}: {name}")
    for algorithm, family, table in (
        ("HS256", "shape", SHAPE),
        ("HS256", "header", HEADER),
        ("HS256", "signature", SIGNATURE),
        ("RS256", "RS256", RS256),
        ("ES256", "ES256", ES256),
        ("HS256", "claims", CLAIMS),
    )
    for name, make in table.items()
]


@pytest.mark.parametrize(("algorithm", "make"), TRICKS)
async def test_a_trick_is_refused(algorithm, make, smithy, now):
    """A tricked token proves nothing, the first time and the second, and the answer repeats none of it."""
    bearer, token = smithy.bearer(algorithm), make(smithy) if callable(make) else make
    assert token != smithy.token(algorithm)
    for _ in range(2):
        with pytest.raises(Unauthenticated) as refused:
            await bearer.verify(token, now)
    message = refused.value.message
    assert refused.value.code == "UNAUTHENTICATED"
    assert re.fullmatch(r"[A-Z][^\n]{20,118}\.", message)
    assert not any(part in message for part in parts(token) if len(part) > 10)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("algorithm", ["HS256", "RS256", "ES256"])
async def test_the_token_the_tricks_are_played_with_is_good(algorithm, smithy, now):
    """Each trick changes one thing of a token that is accepted without it."""
    assert (await smithy.bearer(algorithm).verify(smithy.token(algorithm), now)).subject == "maya"


async def test_a_claim_is_never_believed_before_its_signature(smithy, now):
    """An expired token with a foreign signature is called forged: a stranger's claims steer nothing."""
    forged = smithy.token(iat=smithy.now - DAY, exp=smithy.now - DAY + 1, key=b"k" * 32)
    with pytest.raises(Unauthenticated, match="signature"):
        await smithy.bearer().verify(forged, now)
