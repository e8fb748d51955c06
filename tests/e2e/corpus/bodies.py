"""Bodies that are no plain GraphQL request: what is sent, and with which headers."""

import gzip
import json
import zlib
from typing import NamedTuple

ASK = "{ viewer { tenant } }"
PLAIN = json.dumps({"query": ASK}).encode()
ZIPPED = gzip.compress(PLAIN)
MIB = 1024 * 1024


class Body(NamedTuple):
    """A body and what is said of it; JSON unless told."""

    name: str
    content: bytes
    headers: dict[str, str] = {}  # noqa: RUF012  # a NamedTuple's default is read, never written


def of(name: str, **fields: object) -> Body:
    """Word a request whose fields are right but for these."""
    return Body(name, json.dumps({"query": ASK, **fields}).encode())


def told(name: str, **headers: str) -> Body:
    """Send a right body with something wrong said of it."""
    return Body(name, PLAIN, {key.replace("_", "-"): value for key, value in headers.items()})


def zipped(name: str, content: bytes) -> Body:
    """Send bytes that are said to be gzip."""
    return Body(name, content, {"Content-Encoding": "gzip"})


SHAPES = [
    Body("nothing", b""),
    Body("blanks", b" \r\n\t " * 100),
    Body("a null", b"null"),
    Body("a true", b"true"),
    Body("a number", b"1"),
    Body("a text", b'"{ viewer { tenant } }"'),
    Body("a list", b"[]"),
    Body("a batch of one", b"[" + PLAIN + b"]"),
    Body("a batch of many", b"[" + b",".join([PLAIN] * 1_000) + b"]"),
    Body("an empty object", b"{}"),
    Body("two objects", PLAIN * 2),
    Body("two lines of JSON", PLAIN + b"\n" + PLAIN),
    Body("a trailing comma", b'{"query": "{ viewer { tenant } }",}'),
    Body("single quotes", b"{'query': '{ viewer { tenant } }'}"),
    Body("a bare document", ASK.encode()),
    Body("a comment", b'/* */ {"query": "{ viewer { tenant } }"}'),
    Body("a half object", PLAIN[:-1]),
    Body("a half text", PLAIN[:-2]),
    Body("form fields", b"query=%7Bviewer%7Btenant%7D%7D"),
    Body("XML", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><query>&b;</query>"),
    Body("a pickle", b"\x80\x04\x8c\x05posix\x8c\x06system\x93."),
    Body("BSON", b"\x16\x00\x00\x00\x02query\x00\x06\x00\x00\x00{ a }\x00\x00"),
    of("a query of null", query=None),
    of("an empty query", query=""),
    of("a number for a query", query=1),
    of("a true for a query", query=True),
    of("a list for a query", query=[ASK]),
    of("an operator for a query", query={"$gt": ""}),
    of("a list for variables", variables=[]),
    of("a text for variables", variables="{}"),
    of("a number for variables", variables=0),
    of("a false for variables", variables=False),
    of("a list for operationName", operationName=[]),
    of("a number for operationName", operationName=0),
    of("a false for operationName", operationName=False),
    of("an operator for operationName", operationName={"$ne": ""}),
    of("an unknown operationName", operationName="Drop"),
    of("a number for extensions", extensions=0),
    of("a false for extensions", extensions=False),
    of("a text for extensions", extensions="x"),
    of("a list for extensions", extensions=[1]),
    Body("a name twice", b'{"query": "{ viewer { tenant } }", "query": "{ emotions { code } }"}'),
    Body("a variable twice", b'{"query": "{ viewer { tenant } }", "variables": {"a": 1, "a": 2}}'),
    Body("a name twice, once escaped", b'{"query": "{ viewer { tenant } }", "\\u0071uery": "{ a }"}'),
    Body(
        "a name twice, deep", b'{"query": "{ viewer { tenant } }", "extensions": {"a": [{"b": 1, "b": 1}]}}'
    ),
    of("a misspelt query", qeury=ASK, query=None),
]

HASHES = [
    of(f"a persisted query {name}", extensions={"persistedQuery": told})
    for name, told in {
        "of a text": "x",
        "of a list": [1],
        "without a hash": {"version": 1},
        "of another version": {"version": 2, "sha256Hash": "a" * 64},
        "of a version in words": {"version": "1", "sha256Hash": "a" * 64},
        "of another document": {"version": 1, "sha256Hash": "a" * 64},
        "of a short hash": {"version": 1, "sha256Hash": "a"},
        "of a hash that is none": {"version": 1, "sha256Hash": "../" * 21 + "x"},
        "of an operator": {"version": 1, "sha256Hash": {"$ne": ""}},
        "of a list of hashes": {"version": 1, "sha256Hash": ["a" * 64]},
        "of a hash of a megabyte": {"version": 1, "sha256Hash": "a" * MIB},
    }.items()
] + [
    of(
        "a persisted query that nobody sent",
        query="",
        extensions={"persistedQuery": {"version": 1, "sha256Hash": "b" * 64}},
    )
]

NUMBERS = [
    Body(
        f"{number} for a variable",
        b'{"query": "{ viewer { tenant } }", "variables": {"a": %s}}' % number.encode(),
    )
    for number in (
        *("NaN", "-NaN", "Infinity", "-Infinity", "inf", "nan", "1e999", "-1e999", "1e400", "01", "+1", ".5"),
        *("1.", "0x10", "1e", "1e+", "--1", "1_000", "0b1", "1,5", "undefined", "None", "True", "-"),
    )
]

ENCODINGS = [
    *(
        Body(f"{name}", json.dumps({"query": ASK}).encode(name))
        for name in ("utf-16", "utf-16-le", "utf-32", "utf-7")
        if json.dumps({"query": ASK}).encode(name) != PLAIN
    ),
    Body("a byte order mark", b"\xef\xbb\xbf" + PLAIN),
    Body("Latin-1", '{"query": "{ viewer { tenant } } # é"}'.encode("latin-1")),
    Body("an overlong slash", b'{"query": "{ viewer { tenant } } # \xc0\xaf"}'),
    Body("an overlong NUL", b'{"query": "{ viewer { tenant } } # \xc0\x80"}'),
    Body("a surrogate as UTF-8", b'{"query": "{ viewer { tenant } } # \xed\xa0\x80"}'),
    Body("a byte too few", b'{"query": "{ viewer { tenant } } # \xe2\x82"}'),
    Body("a code point too high", b'{"query": "{ viewer { tenant } } # \xf4\x90\x80\x80"}'),
    Body("a stray continuation", b'{"query": "{ viewer { tenant } } # \x80"}'),
    Body("a lone surrogate", b'{"query": "{ viewer { tenant } } # \\ud800"}'),
    Body("reversed surrogates", b'{"query": "{ viewer { tenant } } # \\udc00\\ud800"}'),
    Body(
        "a lone surrogate in a variable", b'{"query": "{ viewer { tenant } }", "variables": {"a": "\\udfff"}}'
    ),
    Body("a lone surrogate for a name", b'{"query": "{ viewer { tenant } }", "variables": {"\\ud800": 1}}'),
    Body("a NUL", b'{"query": "{ viewer { tenant } }\x00"}'),
    Body("a NUL before", b"\x00" + PLAIN),
    Body("a NUL after", PLAIN + b"\x00"),
    Body("a raw line feed in a text", b'{"query": "{ viewer\n{ tenant } }"}'),
    Body("a bad escape", b'{"query": "{ viewer { tenant } } \\x41"}'),
    Body("half an escape", b'{"query": "{ viewer { tenant } } \\u12"}'),
    Body("random bytes", bytes(range(256)) * 16),
]

DEPTHS = [
    Body(
        f"{count} of {opened.decode()}",
        b'{"query": "{ viewer { tenant } }", "variables": {"a": ' + opened * count,
    )
    for opened in (b"[", b'{"a":')
    for count in (33, 1_000, 100_000)
] + [
    Body(
        f"{name} {count} deep",
        b'{"query": "{ viewer { tenant } }", "variables": {"a": %s1%s}}' % (a * count, b * count),
    )
    for name, a, b in (("lists", b"[", b"]"), ("objects", b'{"a":', b"}"))
    for count in (40, 500, 5_000, 50_000)
]

SIZES = [
    Body("2 MiB and a byte", PLAIN.ljust(2 * MIB + 1)),
    Body("8 MiB", PLAIN.ljust(8 * MIB)),
    of("a document of 3 MiB", query="{ viewer { tenant } } #" + "x" * 3 * MIB),
    of("a document of a million tokens", query="{" + "a " * 1_000_000 + "}"),
]

BOMB = gzip.compress(b" " * 64 * MIB, 9)
ZIPS = [
    zipped("a bomb of 64 MiB", BOMB),
    zipped("a bomb within a bomb", gzip.compress(BOMB)),
    zipped("a bomb that begins as a request", gzip.compress(PLAIN + b" " * 16 * MIB, 9)),
    zipped("no gzip", PLAIN),
    zipped("half a gzip", ZIPPED[:-9]),
    zipped("a gzip without its end", ZIPPED[:-8]),
    zipped("a wrong checksum", ZIPPED[:-8] + bytes(8)),
    zipped("a header alone", ZIPPED[:10]),
    zipped("nothing", b""),
    zipped("two members", ZIPPED * 2),
    zipped("a thousand empty members", gzip.compress(b"") * 1_000),
    zipped("rubbish behind", ZIPPED + b"rubbish"),
    zipped("zlib", zlib.compress(PLAIN)),
    zipped("zipped twice", gzip.compress(ZIPPED)),
    told("deflate", Content_Encoding="deflate"),
    told("brotli", Content_Encoding="br"),
    told("zstd", Content_Encoding="zstd"),
    told("two codings", Content_Encoding="gzip, gzip"),
    told("ten codings", Content_Encoding=", ".join(["gzip"] * 10)),
    told("no coding of this world", Content_Encoding="../../etc/passwd"),
]

TYPES = [
    told(f"sent as {type_ or 'nothing'}", Content_Type=type_)
    for type_ in (
        *(
            "",
            "text/plain",
            "text/html",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
        ),
        *("application/graphql", "application/xml", "application/json5", "application/jsonp", "application/"),
        *("application/json, text/plain", "text/plain, application/json", "json", "*/*", "x" * 8_000),
        *("application/bson", "application/octet-stream", "multipart/mixed", "application/graphql+json"),
    )
]

BODIES = [*SHAPES, *HASHES, *NUMBERS, *ENCODINGS, *DEPTHS, *SIZES, *ZIPS, *TYPES]
