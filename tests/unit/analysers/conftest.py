"""What tests of analysers ask for."""

import time
from collections.abc import Callable, Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def talkative() -> Iterator[None]:
    """Log every event: an earlier test's service may have wanted errors alone."""
    before = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**before)


@pytest.fixture
def benchmark_ms() -> Callable[[Callable[[], object]], float]:
    """Measure CPU milliseconds: the least of five runs."""

    def measure(work: Callable[[], object]) -> float:
        took = []
        for _ in range(5):
            began = time.process_time()
            work()
            took.append(time.process_time() - began)
        return min(took) * 1_000

    return measure
