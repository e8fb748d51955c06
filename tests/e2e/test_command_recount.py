"""`heartline recount` beside a running service: exact, and not to be deceived."""

from pathlib import Path

import pytest

from tests.e2e.maps import make_journey, places, submit
from tests.e2e.processes import run


@pytest.fixture
def recount(service, data_dir: Path):
    """Run the command on the service's database."""
    uri, name = service.settings.mongo_url, service.settings.mongo_database
    return lambda: run(data_dir, "recount", HEARTLINE_MONGO_URL=uri, HEARTLINE_MONGO_DATABASE=name)


def test_what_was_tampered_with(service, company, recount, mongo_client):
    """Exact: exit code 0. A cell, a run and a feedback changed behind the service's back: 1, and which."""
    journey = make_journey(company)
    place = places(journey)[0]
    for _ in range(3):
        submit(company, place, runRef="trip", nps=9)
    exact = recount()
    assert (exact.returncode, exact.stdout) == (0, "3 feedback, 1 cells, 1 runs, 1 pulses: difference 0\n")
    database = mongo_client[service.settings.mongo_database]
    database["cells"].update_one({}, {"$inc": {"sumV": 1}})
    database["runs"].update_one({}, {"$inc": {f"seen.{place}": -1}})
    found = recount()
    assert found.returncode == 1
    *differences, total = found.stdout.splitlines()
    assert total.endswith("difference 2")
    assert all(f"tenant {company.tenant}, journey {journey['id']}, " in each for each in differences)
    cell, run = sorted(differences)
    assert f"touchpoint={place} channel=WEB source=IN_APP origin=REPORTED: sumV is 1 too high" in cell
    assert f": seen {place} is 1 too low" in run
