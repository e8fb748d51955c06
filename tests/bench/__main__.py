"""`python -m tests.bench [NAME ...] [--json]`: measures, and prints ratios. Every figure is of one run."""

import argparse
import json
import sys
import time
from collections.abc import Callable

from service.app.logs import configure_logs
from tests.bench import (
    driver,
    emotion,
    emotion_submit,
    exact,
    gate,
    ingestion,
    live,
    live_delays,
    live_end,
    live_leaks,
    live_reads,
    live_stalled,
    memory,
    pages,
    rates,
    submit,
)
from tests.bench.figures import Figure, table

BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "pages": pages.bench,
    "exact": exact.bench,
    "submit": submit.bench,
    "emotion": emotion.bench,
    "emotion-submit": emotion_submit.bench,
    "ingestion": ingestion.bench,
    "memory": memory.bench,
    "driver": driver.bench,
    "gate": gate.bench,
    "rates": rates.bench,
    "live": live.bench,
    "live-delays": live_delays.bench,
    "live-many": live_delays.many,
    "live-stalled": live_stalled.bench,
    "live-leaks": live_leaks.bench,
    "live-reads": live_reads.bench,
    "live-end": live_end.bench,
}


def main() -> None:
    """Run the benches named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHES)}; all if none")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHES):
        parser.error(f"there is no bench {min(unknown)!r}: choose among {', '.join(BENCHES)}")
    configure_logs("error")  # standard output is for figures
    told = {}
    for name in asked.names or BENCHES:
        began = time.perf_counter()
        figures = BENCHES[name]()
        told[name] = [figure.told() for figure in figures]
        if not asked.json:
            say(f"\n{name} ({time.perf_counter() - began:.0f} s)\n{table(figures)}")
    if asked.json:
        say(json.dumps(told, indent=2))


def say(text: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


main()
