"""Chromium without a window, over its DevTools protocol: opens pages, types, clicks, takes pictures."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_SECONDS = 30
QUIET = (
    "--headless=new",
    "--no-sandbox",  # the tests may run as root, and open pages of ours alone
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--window-size=1400,900",
    "--remote-debugging-port=0",
)


def chromium() -> str | None:
    """Find it; None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Page:
    """One open page."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._number = 0
        self.failures: list[str] = []

    def call(self, method: str, **told: Any) -> dict[str, Any]:
        """Call a method of the protocol and give its result; what fails on the page meanwhile is kept."""
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": told}))
        while True:
            heard = json.loads(self._line.recv(timeout=PATIENCE_SECONDS))
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                result: dict[str, Any] = heard["result"]
                return result
            self._hear(heard)

    def _hear(self, event: dict[str, Any]) -> None:
        match event["method"]:
            case "Log.entryAdded" if event["params"]["entry"]["level"] == "error":
                self.failures.append(event["params"]["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.failures.append(json.dumps(event["params"]["exceptionDetails"]))
            case "Network.requestWillBeSent":
                self.failures += outside(event["params"]["request"]["url"])

    def open(self, url: str) -> None:
        """Go to a page, hearing all that it asks for and complains of."""
        for domain in ("Log", "Runtime", "Network", "Page"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """Evaluate an expression on the page; wait for it if it is a promise."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, script: str) -> Any:
        """Wait until an expression is true, and give its value."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if value := self.run(script):
                    return value
            except AssertionError:  # the page is just going
                if time.monotonic() > deadline:
                    raise
            assert time.monotonic() < deadline, (script, self.failures, self.run("document.body.innerText"))
            time.sleep(0.1)

    def wait_for_another(self, script: str) -> None:
        """Do what makes the page load anew, and wait until it has."""
        self.run(f"globalThis.old = true, {script}, null")
        self.wait("!globalThis.old && document.readyState === 'complete'")

    def click(self, selector: str) -> None:
        """Click what is found first."""
        self.wait(f"!!document.querySelector({selector!r})")
        self.run(f"document.querySelector({selector!r}).click()")

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path) -> bytes:
        """Take a PNG of the page."""
        png = base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
        path.write_bytes(png)
        return png


def outside(url: str) -> list[str]:
    """List an address that is not of this machine: none may be asked."""
    return [] if url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:")) else [url]


@contextmanager
def browsing() -> Iterator[Page]:
    """Start Chromium with a profile of its own and give its page; it ends when left."""
    binary = chromium()
    assert binary
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        null = subprocess.DEVNULL
        command = [binary, *QUIET, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stdout=null, stderr=null)  # noqa: S603  # found by name
        try:
            with connect(address(Path(profile) / "DevToolsActivePort"), max_size=None) as line:
                yield Page(line)
        finally:
            process.terminate()
            process.wait()


def address(file: Path) -> str:
    """Find where the first page's DevTools listen, once Chromium has written its port down."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < deadline, "chromium did not start"
        time.sleep(0.05)
    port, path = file.read_text().split()
    with connect(f"ws://127.0.0.1:{port}{path}") as line:
        line.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
        targets = json.loads(line.recv(timeout=PATIENCE_SECONDS))["result"]["targetInfos"]
    page = next(each["targetId"] for each in targets if each["type"] == "page")
    return f"ws://127.0.0.1:{port}/devtools/page/{page}"
