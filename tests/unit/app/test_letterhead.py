"""Every request has an id and, if it came with one, a trace: in its answer, and in what is logged."""

import pytest
import structlog

from service.app.letterhead import Letterhead, traced

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
GOOD = f"00-{TRACE}-{PARENT}-01"


async def served(*headers, kind="http"):
    """Serve a request with these headers; tell the answer's id, and what was bound to the log meanwhile."""
    told = []

    async def app(scope, _, send):
        bound = structlog.contextvars.get_contextvars()
        start = {"http": "http.response.start", "websocket": "websocket.accept"}[scope["type"]]
        await send({"type": start, "headers": [(b"content-type", b"a/b")]})
        await send({"type": "http.response.body", "body": b""})
        told.append(bound)

    async def send(message):
        told.append(message)

    structlog.contextvars.clear_contextvars()
    await Letterhead(app)({"type": kind, "headers": list(headers)}, None, send)
    start, rest, bound = told
    assert start["headers"][0] == (b"content-type", b"a/b")
    assert rest == {"type": "http.response.body", "body": b""}
    [(name, request_id)] = start["headers"][1:]
    assert name == b"x-request-id"
    assert bound["request_id"] == request_id.decode()
    return request_id.decode(), {key: value for key, value in bound.items() if key != "request_id"}


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("sane", ["a", "0" * 128, "3f2c-9a.b_c:D/e+f=", "01HZXW5N2Q"])
async def test_a_sane_id_is_kept(kind, sane):
    """A balancer's id goes through, so that its log and ours can be put together."""
    assert await served((b"x-request-id", sane.encode()), kind=kind) == (sane, {})


INSANE = ["", " ", "a b", "a\tb", "a\x00", "a\x1b[31m", "\xff", "<script>", '"', "{}", "a" * 129, "-a", "a\n"]


@pytest.mark.parametrize("insane", INSANE)
async def test_an_insane_id_is_replaced(insane):
    """What a client makes up reaches the log only as letters that mean nothing there."""
    made, _ = await served((b"x-request-id", insane.encode("latin-1")))
    assert len(bytes.fromhex(made)) == 8


async def test_without_an_id_one_is_made():
    """A new one for each; of two that were sent neither counts."""
    made = [(await served())[0] for _ in range(10)]
    made.append((await served((b"x-request-id", b"a"), (b"x-request-id", b"b")))[0])
    assert len(set(made)) == 11
    assert all(len(bytes.fromhex(each)) == 8 for each in made)


async def test_a_trace_is_logged():
    """With its parent, as W3C Trace Context names them; two headers are none."""
    _, bound = await served((b"traceparent", GOOD.encode()))
    assert bound == {"trace_id": TRACE, "parent_id": PARENT}
    assert (await served((b"traceparent", GOOD.encode()), (b"traceparent", GOOD.encode())))[1] == {}


@pytest.mark.parametrize("good", [GOOD, GOOD[:-2] + "00", f"01{GOOD[2:]}", f"cc{GOOD[2:]}-more"])
def test_a_traceparent(good):
    """Of this version, or of a later one, which may say more."""
    assert traced(good.encode()) == {"trace_id": TRACE, "parent_id": PARENT}


@pytest.mark.parametrize(
    "bad",
    [
        "",
        GOOD.upper(),
        GOOD + "-more",
        GOOD + "0",
        GOOD[:-1],
        f"ff{GOOD[2:]}",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        GOOD.replace("-", "_"),
        f" {GOOD}",
        f"{GOOD}\n",
    ],
)
def test_what_is_no_traceparent(bad):
    """Counts for nothing, as the recommendation asks."""
    assert traced(bad.encode()) == {}


async def test_the_lifespan_has_no_id():
    """A start is no request."""
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    await Letterhead(app)({"type": "lifespan"}, "receive", "send")
    assert seen == [({"type": "lifespan"}, "receive", "send")]
