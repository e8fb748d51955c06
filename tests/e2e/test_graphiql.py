"""GraphiQL: one page of our own files; in a real browser it answers, follows, and remembers a token."""

import hashlib
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app.graphiql.page import ASSETS
from tests.e2e.browser import Page, browsing, chromium
from tests.e2e.caller import Caller
from tests.e2e.conftest import own_service
from tests.e2e.maps import make_journey, places, submit
from tests.e2e.serving import Service

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
GIVEN = re.compile(r'<meta name="heartline-token" content="([^"]*)">')
RUN = ".graphiql-execute-button"
ANSWER = "(document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue() ?? '')"
EDITOR = "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror"


def test_a_browser_is_sent_to_the_page(service: Service):
    """Who opens /graphql without a question gets the page; a client that asks, or takes JSON, does not."""
    for path in ("/graphql", "/graphql/"):
        sent = service.http.get(path, headers=BROWSER)
        assert (sent.status_code, sent.headers["location"]) == (303, "/graphiql")
    assert service.http.get("/graphql?query={viewer{tenant}}", headers=BROWSER).status_code == 401
    assert service.http.get("/graphql", headers={"Accept": "*/*"}).status_code == 401


def test_the_page_keeps_to_itself(service: Service):
    """Its policy lets it load and ask this service alone; it is not stored, framed or told of to others."""
    pages = [service.http.get(path) for path in ("/graphiql", "/graphiql/")]
    policies = [page.headers["content-security-policy"] for page in pages]
    for page, policy in zip(pages, policies, strict=True):
        assert page.headers["content-type"].startswith("text/html")
        assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert all(
            each in policy for each in ("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        )
        assert "unsafe" not in policy
        assert not re.search(r"(src|href)=\"(?!/graphiql/|data:,)", page.text)
    assert policies[0] != policies[1]  # each has a nonce of its own


def test_its_files(service: Service):
    """Those it names are there and are what was copied; their licences too; nothing else is."""
    for line in (ASSETS / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256(service.http.get(f"/graphiql/{name}").content).hexdigest() == digest
    for name in re.findall(r"/graphiql/([\w.-]+)", service.http.get("/graphiql").text):
        assert service.http.get(f"/graphiql/{name}").status_code == 200
    assert "SIL Open Font License" in service.http.get("/graphiql/LICENSES.txt").text
    for name in ("page.html", "SHA256SUMS", "..%2fpage.py", "page.py"):
        assert service.http.get(f"/graphiql/{name}").status_code == 404


def test_a_token_for_who_sits_at_this_machine(service: Service):
    """Asked directly and by this machine's own name, the page has one that works for an hour at most."""
    token = GIVEN.findall(service.http.get("/graphiql").text)[0]
    assert Caller(service.http, "northline", token).ask("{ viewer { tenant subject } }") == {
        "tenant": "northline",
        "subject": "graphiql",
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "heartline.example.com"},
        {"Host": "127.0.0.1.example.com:8000"},
        {"Host": "a_b.example.com"},
        {"Host": "localhost."},
        {"Host": "evil@localhost"},
        {"Host": "[::1"},
        {"Host": ""},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"X-Envoy-Expected-Rq-Timeout-Ms": "15000"},
        {"CF-Connecting-IP": "127.0.0.1"},
        {"True-Client-IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
    ],
)
def test_no_token_for_anybody_else(service: Service, headers: dict[str, str]):
    """Through a proxy, or by another name that leads here, the page comes without one."""
    assert GIVEN.findall(service.http.get("/graphiql", headers=headers).text) == [""]


def test_not_in_production(mongo_uri: str):
    """There is no page, and nobody is sent to it."""
    with own_service(mongo_uri, env="production") as service:
        for path in ("/graphiql", "/graphiql/graphiql.min.js"):
            refused = service.http.get(path, headers=BROWSER)
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (
                404,
                "NOT_FOUND",
            )
        assert service.http.get("/graphql", headers=BROWSER).status_code == 401


@pytest.fixture(scope="module")
def page(service: Service) -> Iterator[Page]:
    """Have the page open, with a journey of the sample company's tenant."""
    if chromium() is None:
        pytest.skip("NOT TRIED: no chromium found (on Debian: apt-get install chromium)")
    with browsing() as page:
        page.open(f"{service.http.base_url}/graphiql")
        ready(page)
        yield page
        assert page.failures == []  # nothing failed, was blocked, or was asked of another host


def ready(page: Page) -> None:
    """Wait until the schema has been read: names are then completed."""
    page.wait("!!document.querySelector('.graphiql-query-editor .CodeMirror')")
    page.wait(f"!!{EDITOR}.options.lint?.schema")


def test_asks_what_is_typed(page: Page, tmp_path: Path):
    """A query that is typed is answered beside it; the picture of it is a full window's."""
    page.run(f"{EDITOR}.setValue(''), {EDITOR}.focus()")
    page.type("query Who { viewer { tenant subject } }")
    page.wait(f"{EDITOR}.operationName === 'Who'")
    page.click(RUN)
    page.wait(f"{ANSWER}.includes('graphiql')")
    assert json.loads(page.run(ANSWER)) == {
        "data": {"viewer": {"tenant": "northline", "subject": "graphiql"}}
    }
    png = page.picture(tmp_path / "answer.png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) >= (1300, 600)
    assert len(png) > 20_000  # a blank page of this size has 5,000


def test_follows(service: Service, page: Page):
    """The second tab subscribes as it stands: the present state, then what is said meanwhile, live."""
    northline = service.caller("northline")
    journey = make_journey(northline)
    page.wait_for_another("localStorage.clear(), location.reload()")
    ready(page)
    page.click(".graphiql-tab:nth-child(2) .graphiql-tab-button")
    page.wait(f"{EDITOR}.operationName === 'Follow'")
    page.click(RUN)
    page.wait(f"{ANSWER}.includes('SNAPSHOT')")
    submit(northline, places(journey)[0])
    page.wait(f"{ANSWER}.includes('FEEDBACK')")
    told = json.loads(page.run(ANSWER))["data"]["scoreUpdated"]
    assert (told["seq"], told["journey"]["score"]["n"]) == (1, 1)
    page.click(RUN)


def test_remembers_a_token(service: Service, page: Page):
    """One that is pasted is used from then on, after a reload too; emptied, the page's own is back."""

    def paste(token: str) -> None:
        ready(page)
        field = "document.querySelector('#token')"
        page.wait_for_another(f"{field}.value = {token!r}, {field}.dispatchEvent(new Event('change'))")

    def bearer() -> str:
        ready(page)
        said: str = page.run("document.querySelector('#bearer').textContent")
        return said

    paste(service.token("acme"))
    assert "tester of acme, until" in bearer()
    page.wait_for_another("location.reload()")
    assert "tester of acme, until" in bearer()
    paste("")
    assert "graphiql of northline, until" in bearer()
    assert page.run("localStorage.getItem('heartline.token')") is None
