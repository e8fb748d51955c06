"""Documents are prepared once, and those kept are bounded in the memory they take."""

import gc
import tracemalloc

import pytest

from schema.build import core_of
from schema.guard import Guard
from schema.prepared import Preparation
from service.settings import Limits
from tests.unit.schema.toy import toy


@pytest.fixture(scope="module")
def core():
    """Build the toy schema."""
    return core_of(toy())


def preparation(core, kept_bytes=1_000_000):
    """Prepare documents of the toy schema."""
    limits = Limits(prepared_bytes=kept_bytes, aliases=1_000)
    return Preparation(core, Guard(core, limits, introspection=True), limits, suggestions=True)


def document(number):
    """Write a document unlike the others."""
    return f"query Q{number:03} {{ add(left: {number + 1_000}) }}"


def test_the_same_document_is_prepared_once(core):
    """The second time nothing is parsed."""
    prepare = preparation(core)
    assert prepare(document(1)) is prepare(document(1))
    assert prepare(document(1)) is not prepare(document(2))


def test_an_invalid_document_is_checked_once(core):
    """What is wrong with it is kept as it is sent."""
    prepare = preparation(core)
    assert prepare("{ nope }") is prepare("{ nope }")
    assert prepare("{ nope").errors[0]["extensions"] == {"code": "GRAPHQL_PARSE_FAILED"}


@pytest.mark.parametrize("number", ["9" * 5_000, "-" + "9" * 5_000, "0." + "9" * 5_000, "9" * 401])
def test_a_number_that_does_not_end(core, number):
    """Is refused in our words: Python's would name its own settings."""
    [error] = preparation(core)(f"{{ add(left: {number}) }}").errors
    assert (
        error["message"] == f"The document has a number of {len(number)} characters, at most 400 are allowed."
    )
    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_the_oldest_go_first(core):
    """Within the bound the latest stay; what was used again counts as late."""
    size = preparation(core)(document(0)).size
    prepare = preparation(core, 20 * size)
    first, second = prepare(document(0)), prepare(document(1))
    for number in range(2, 20):
        prepare(document(number))
    assert prepare(document(0)) is first
    prepare(document(20))
    assert prepare(document(0)) is first
    assert prepare(document(1)) is not second


def test_the_bound_holds_for_anything(core):
    """Valid or not, small or large: never more bytes than allowed."""
    prepare = preparation(core, 100_000)
    for number in range(300):
        prepare(document(number))
        prepare(f"{{ nope{number} }}")
        prepare(f"{{ add(left: {number}")
        assert prepare.nbytes <= 100_000


def test_a_giant_is_not_kept(core):
    """One document takes no more than a sixteenth: it would push the others out."""
    prepare = preparation(core, 100_000)
    giant = "{" + " ".join(f"a{number}: add(left: 1)" for number in range(100)) + "}"
    assert prepare(giant) is not prepare(giant)
    assert prepare.nbytes == 0


def test_the_size_is_what_it_takes(core):
    """A document is charged at least the memory it holds, and not twice as much again."""
    prepare = preparation(core, 10**9)
    texts = ["{" + " ".join(f"a{n}_{i}: add(left: {i})" for i in range(150)) + "}" for n in range(10)]
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for text in texts:
            prepare(text)
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert held < prepare.nbytes < 3 * held


@pytest.mark.parametrize("letter", ["x", "\u00fc", "\u20ac", "\U0001f600"])
def test_a_long_text_is_charged_what_it_takes(core, letter):
    """Characters take 1 to 4 bytes, and stand in the value once more; with errors, too."""
    prepare = preparation(core, 10**9)
    texts = [f'{{ add(left: {n}, nope: "{letter * 30_000}") nope{n} }}' for n in range(10)]
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for text in texts:
            prepare(text + " ")
        gc.collect()  # validation leaves circles behind
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert held < prepare.nbytes


def test_one_that_is_too_long_is_not_kept(core):
    """It costs nothing to refuse it again."""
    prepare = preparation(core, 10**9)
    assert prepare("#" * 65_537).errors
    assert prepare.nbytes == 0
