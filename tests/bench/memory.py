"""How much memory the service takes with the sample company loaded and looked at from all sides."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.documents import JOURNEY_LIST, JOURNEY_PAGE
from tests.bench.figures import Figure
from tests.bench.servers import Server, service
from tests.bench.world import DEVELOPMENT, token
from tests.conftest import fast_folder

TENANT = "northline"
MOST_MB = 200.0
PEOPLE = "{ personas { edges { node { name goals { title tasks { title } } } } } }"
CURVE = """query Curve($id: ID!, $since: Date!, $until: Date!) { journey(id: $id) {
  emotionCurve { svg description }
  opportunities { touchpoint { name } recoverableValence }
  score { likability { value } evidence { n } consistency(groupBy: PERSONA) { score } }
  trend(metric: VALENCE, since: $since, until: $until) { points { value } } } }"""
FEEDBACK = """query Feedback($after: String) { feedback(first: 100, after: $after) {
  edges { node { text emotion touchpoint { name } persona { name } } } pageInfo { endCursor } } }"""


def bench() -> list[Figure]:
    """Measure the resident memory of `heartline serve --sample`, and of a later start."""
    with fast_folder() as folder:
        settings = {**DEVELOPMENT, "HEARTLINE_DATA_DIR": str(folder)}
        with service(settings, "--sample") as server:
            loaded = resident_mb(server.pid)
            _look_around(server)
            read = resident_mb(server.pid)
        with service(settings) as server:
            _look_around(server)
            later = resident_mb(server.pid)
    return [
        Figure("resident memory, the sample just loaded", loaded, MOST_MB, "MB", most=1),
        Figure("resident memory, every page read", read, MOST_MB, "MB", most=1),
        Figure("resident memory, started later, every page read", later, MOST_MB, "MB", most=1),
    ]


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def _look_around(server: Server) -> None:
    """Read every journey's page, curve and trend, everybody, and a thousand feedback."""
    bearer = token(TENANT)
    today = datetime.now(UTC).date()
    days = {"since": str(today - timedelta(days=179)), "until": str(today)}
    for edge in server.ask(bearer, JOURNEY_LIST)["journeys"]["edges"]:
        journey = edge["node"]["id"]
        server.ask(bearer, JOURNEY_PAGE, {"id": journey})
        server.ask(bearer, CURVE, {"id": journey, **days})
    server.ask(bearer, PEOPLE)
    after = None
    for _ in range(10):
        after = server.ask(bearer, FEEDBACK, {"after": after})["feedback"]["pageInfo"]["endCursor"]
