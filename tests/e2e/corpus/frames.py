"""Messages that no client of graphql-transport-ws sends: text, or bytes for a binary frame."""

INIT = '{"type": "connection_init", "payload": {"Authorization": "Bearer TOKEN"}}'

FIRST = {
    "nothing": "",
    "a null": "null",
    "a number": "1",
    "a list": "[]",
    "a list of messages": f"[{INIT}]",
    "a text": '"connection_init"',
    "an empty object": "{}",
    "half a message": INIT[:-1],
    "two messages": INIT * 2,
    "binary": INIT.encode(),
    "random bytes": bytes(range(256)),
    "a type of null": '{"type": null}',
    "a type of a number": '{"type": 1}',
    "an operator for a type": '{"type": {"$ne": ""}}',
    "an unknown type": '{"type": "drop"}',
    "the older protocol's start": '{"type": "start", "id": "1", "payload": {"query": "{ a }"}}',
    "a type twice": '{"type": "ping", "type": "connection_init"}',
    "a type in capitals": '{"type": "CONNECTION_INIT"}',
    "a payload of a list": '{"type": "connection_init", "payload": []}',
    "a payload of a text": '{"type": "connection_init", "payload": "Bearer TOKEN"}',
    "a payload without a token": '{"type": "connection_init", "payload": {}}',
    "no payload": '{"type": "connection_init"}',
    "a token of a number": '{"type": "connection_init", "payload": {"Authorization": 1}}',
    "a token of an operator": '{"type": "connection_init", "payload": {"Authorization": {"$ne": ""}}}',
    "a token of 50 kB": '{"type": "connection_init", "payload": {"Authorization": "Bearer '
    + "x" * 50_000
    + '"}}',
    "a token of nobody": '{"type": "connection_init", "payload": {"Authorization": "Bearer a.b.c"}}',
    "a subscribe before the init": '{"type": "subscribe", "id": "1", "payload": {"query": "{ a }"}}',
    "NaN": '{"type": "ping", "payload": {"a": NaN}}',
    "a lone surrogate": '{"type": "ping", "payload": {"a": "\\ud800"}}',
    "40 levels": '{"type": "ping", "payload": {"a": ' + "[" * 40 + "]" * 40 + "}}",
    "30,000 levels": '{"type": "ping", "payload": {"a": ' + "[" * 30_000,
    "a frame of 100 kB": '{"type": "ping", "payload": {"a": "' + "x" * 100_000 + '"}}',
}
THEN = {
    "another init": INIT,
    "no id": '{"type": "subscribe", "payload": {"query": "{ a }"}}',
    "an empty id": '{"type": "subscribe", "id": "", "payload": {"query": "{ a }"}}',
    "an id of a number": '{"type": "subscribe", "id": 1, "payload": {"query": "{ a }"}}',
    "an operator for an id": '{"type": "subscribe", "id": {"$ne": 1}, "payload": {"query": "{ a }"}}',
    "an id of 1,000 characters": '{"type": "subscribe", "id": "%s", "payload": {"query": "{ a }"}}'
    % ("x" * 1_000),
    "no request": '{"type": "subscribe", "id": "1"}',
    "a request of null": '{"type": "subscribe", "id": "1", "payload": null}',
    "a request of a text": '{"type": "subscribe", "id": "1", "payload": "{ emotions { code } }"}',
    "no query": '{"type": "subscribe", "id": "1", "payload": {}}',
    "an operator for a query": '{"type": "subscribe", "id": "1", "payload": {"query": {"$gt": ""}}}',
    "variables of a list": '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": [1]}}',
    "an answer of a server": '{"type": "next", "id": "1", "payload": {"data": {}}}',
    "a server's ack": '{"type": "connection_ack"}',
    "a complete without an id": '{"type": "complete"}',
}
