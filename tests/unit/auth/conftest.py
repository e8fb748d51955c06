"""Fresh keys, and a smithy for tokens: good ones, and every kind of bad one."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from secrets import token_bytes

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.auth.bearer import Bearer
from service.auth.claims import ClaimRules
from service.auth.keys import OnlyKey

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALL_SCOPES = "journeys:read journeys:write scores:read feedback:write feedback:read customers:erase"
RULES = ClaimRules(issuer="heartline", audience="heartline", leeway=30, lifetime=86_400)


def b64(data):
    """Write bytes as tokens do."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Smithy:
    """Makes tokens byte by byte, so that it can make what no library would."""

    def __init__(self):
        self.now = int(NOW.timestamp())
        self.secret = token_bytes(32)
        self.rsa = rsa.generate_private_key(65537, 2048)
        self.ec = ec.generate_private_key(ec.SECP256R1())
        self.private = {"HS256": self.secret, "RS256": self.rsa, "ES256": self.ec}
        self.public = {"HS256": self.secret, "RS256": self.rsa.public_key(), "ES256": self.ec.public_key()}
        self.pems = {"RS256": self.pem(self.rsa), "ES256": self.pem(self.ec)}

    def pem(self, private_key):
        """Write the public half of a key."""
        public_key = private_key.public_key()
        return public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def bearer(self, algorithm="HS256", keys=None):
        """Make a verifier that knows this smithy's public key, or `keys`."""
        return Bearer(algorithm, keys or OnlyKey(self.public[algorithm]), RULES, longest=4_096)

    def claims(self, **changes):
        """Make good claims with changes; the value `...` takes a claim away."""
        claims = {
            "iss": "heartline",
            "aud": "heartline",
            "sub": "maya",
            "tenant": "northline",
            "scope": ALL_SCOPES,
            "iat": self.now,
            "exp": self.now + 3_600,
        } | changes
        return {name: value for name, value in claims.items() if value is not ...}

    def header(self, algorithm="HS256", **changes):
        """Make a good header with changes, as with claims."""
        header = {"alg": algorithm, "typ": "JWT"} | changes
        return {name: value for name, value in header.items() if value is not ...}

    def sign(self, header, payload, algorithm="HS256", key=None):
        """Sign these very bytes, whatever they say."""
        signed = f"{b64(header)}.{b64(payload)}"
        signature = jwt.get_algorithm_by_name(algorithm).sign(signed.encode(), key or self.private[algorithm])
        return f"{signed}.{b64(signature)}"

    def token(self, algorithm="HS256", header=None, key=None, **changes):
        """Sign a token, good but for the changes to its header and claims."""
        header = self.header(algorithm, **(header or {}))
        claims = self.claims(**changes)
        return self.sign(json.dumps(header).encode(), json.dumps(claims).encode(), algorithm, key)

    def jwk(self, private_key, key_id="a", **changes):
        """Write the public half of a key as issuers publish it, with changes as with claims."""
        algorithm = "RS256" if isinstance(private_key, rsa.RSAPrivateKey) else "ES256"
        jwk = jwt.get_algorithm_by_name(algorithm).to_jwk(private_key.public_key(), as_dict=True)
        jwk.pop("key_ops", None)  # optional, and most issuers leave it out
        jwk |= {"kid": key_id, "use": "sig", "alg": algorithm} | changes
        return {name: value for name, value in jwk.items() if value is not ...}

    def payload(self, payload):
        """Sign well around these payload bytes."""
        return self.sign(json.dumps(self.header()).encode(), payload)

    def headed(self, header):
        """Sign well under these header bytes."""
        return self.sign(header, json.dumps(self.claims()).encode())


@pytest.fixture(scope="session")
def smithy():
    """Share one smithy: its keys are made once a run."""
    return Smithy()


@pytest.fixture
def now():
    """Stand still at a moment of 2026."""
    return NOW
