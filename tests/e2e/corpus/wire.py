"""Bytes that are no HTTP, or no good one. TOKEN stands for a token that is believed."""

HOST = b"Host: x\r\nAuthorization: Bearer TOKEN\r\n"
JSON = b"Content-Type: application/json\r\n"
BODY = b'{"query": "{ viewer { tenant } }"}'
POST = b"POST /graphql HTTP/1.1\r\n" + HOST + JSON
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
SIZED = POST + b"Content-Length: 34\r\n"
CUT = b"\r\n\r\n"

WIRE = {
    "rubbish": b"rubbish\r\n\r\n",
    "random bytes": bytes(range(256)) * 4,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(64),
    "HTTP/0.9": b"GET /graphql\r\n\r\n",
    "HTTP/3.7": b"GET /graphql HTTP/3.7\r\n" + HOST + CUT[2:],
    "a method of no world": b"BREW /graphql HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method in small letters": b"post /graphql HTTP/1.1\r\n" + HOST + b"\r\n",
    "no path": b"GET HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path with a NUL": b"GET /graphql\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path with a blank": b"GET /graphql x HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path of 100 kB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a header of 200 kB": b"GET /graphql HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n" + HOST + b"\r\n",
    "5,000 headers": b"GET /graphql HTTP/1.1\r\n" + b"X: a\r\n" * 5_000 + HOST + b"\r\n",
    "a header without a name": b"GET /graphql HTTP/1.1\r\n: a\r\n" + HOST + b"\r\n",
    "a header with a blank in its name": b"GET /graphql HTTP/1.1\r\nX Y: a\r\n" + HOST + b"\r\n",
    "a header with a NUL": b"GET /graphql HTTP/1.1\r\nX: a\x00b\r\n" + HOST + b"\r\n",
    "a folded header": b"GET /graphql HTTP/1.1\r\nX: a\r\n b\r\n" + HOST + b"\r\n",
    "line feeds alone": b"GET /graphql HTTP/1.1\n" + HOST.replace(b"\r", b"") + b"\n",
    "two tokens": b"GET /graphql?query=%7Bviewer%7Btenant%7D%7D HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "two content types": SIZED + b"Content-Type: text/plain\r\n\r\n" + BODY,
    "two lengths": SIZED + b"Content-Length: 35\r\n\r\n" + BODY,
    "two equal lengths in one": POST + b"Content-Length: 34, 34\r\n\r\n" + BODY,
    "a length and chunks": SIZED + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 34\r\n\r\n" + BODY,
    "a negative length": POST + b"Content-Length: -1\r\n\r\n" + BODY,
    "a length with a sign": POST + b"Content-Length: +34\r\n\r\n" + BODY,
    "a hexadecimal length": POST + b"Content-Length: 0x22\r\n\r\n" + BODY,
    "a length of a hundred digits": POST + b"Content-Length: " + b"9" * 100 + b"\r\n\r\n" + BODY,
    "a length that is no number": POST + b"Content-Length: many\r\n\r\n" + BODY,
    "a length too short": POST + b"Content-Length: 10\r\n\r\n" + BODY,
    "no length": POST + b"\r\n" + BODY,
    "an unknown transfer coding": POST + b"Transfer-Encoding: gzip\r\n\r\n" + BODY,
    "chunked twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunked in disguise": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a chunk that is no number": CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
    "a negative chunk": CHUNKED + b"-1\r\nabc\r\n0\r\n\r\n",
    "a chunk of a hundred digits": CHUNKED + b"f" * 100 + b"\r\nabc\r\n",
    "a chunk shorter than it says": CHUNKED + b"2\r\n{}x\r\n0\r\n\r\n",
    "a chunk without its end": CHUNKED + b"2\r\n{}0\r\n\r\n",
    "a chunk extension of 100 kB": CHUNKED + b"2;a=" + b"b" * 100_000 + b"\r\n{}\r\n0\r\n\r\n",
    "ten thousand chunks": CHUNKED + b"1\r\n \r\n" * 10_000 + b"0\r\n\r\n",
    "no chunk at all": CHUNKED + b"0\r\n\r\n",
    "trailers": CHUNKED + b"2\r\n{}\r\n0\r\nX: " + b"a" * 10_000 + b"\r\n\r\n",
    "rubbish behind a request": SIZED + b"\r\n" + b"[" * 34 + b"rubbish\r\n\r\n",
    "a request smuggled in a body": POST + b"Content-Length: 0\r\nTransfer-Encoding : chunked\r\n\r\n" + BODY,
    "an upgrade to nothing": b"GET /graphql HTTP/1.1\r\n"
    + HOST
    + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    "a WebSocket without a key": b"GET /graphql HTTP/1.1\r\n"
    + HOST
    + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "a WebSocket of another version": b"GET /graphql HTTP/1.1\r\n"
    + HOST
    + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 7\r\n"
    + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "a WebSocket by POST": b"POST /graphql HTTP/1.1\r\n"
    + HOST
    + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nContent-Length: 0\r\n\r\n",
    "a proxy's CONNECT": b"CONNECT 127.0.0.1:1 HTTP/1.1\r\n" + HOST + b"\r\n",
    "another host's address": b"GET http://169.254.169.254/latest HTTP/1.1\r\n" + HOST + b"\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
}
