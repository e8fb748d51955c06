"""What an operation costs: a field is 1, a list multiplies what is under it."""

import pytest

PAGE = """query($n: Int, $m: Int = 3) {
  journeys(first: $n) { edges { node { id opportunities(first: $m) { rank } } } }
}"""
SPREAD = """{ ...F } fragment F on Query { journeys(first: 2) { ...G ...G } }
fragment G on JourneyConnection { edges { cursor } }"""


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("{ viewer { tenant subject } }", 3),
        ("{ viewer { tenant __typename } }", 2),
        ("{ viewer { scopes } }", 2),  # a list of plain values is one field
        ("{ emotions { code emoji } }", 1 + 18 * 2),
        ('{ journey(id: "a") { touchpoints { name } } }', 2 + 10),
        ('{ journey(id: "a") { stages { touchpoints { name } } } }', 2 + 10 * (1 + 3)),
        ('{ touchpoint(id: "a") { score { channels { emotions { share } } } } }', 3 + 3 * (1 + 6)),
        ('{ journey(id: "a") { opportunities { rank } } }', 2 + 5),
        ('{ journey(id: "a") { opportunities(first: 7) { rank } } }', 2 + 7),
        ('{ journey(id: "a") { emotionCurve { svg } } }', 2 + 100),
        ("{ journeys { totalCount } }", 2),
        ("{ journeys { pageInfo { hasNextPage } edges { cursor } } }", 1 + 2 + 1 + 20),
        ("{ journeys(first: 50) { edges { node { id name } } } }", 2 + 50 * 3),
        ("{ journeys(last: 4) { edges { cursor } } }", 2 + 4),
        ("{ journeys(first: 0) { edges { node { id } } } }", 2),
        ("{ journeys(first: null) { edges { cursor } } }", 2 + 20),
        ("{ a: viewer { tenant } b: viewer { tenant } }", 4),
        ("{ viewer { ... { tenant } ... on Viewer @include(if: false) { subject } } }", 3),
        (SPREAD, 1 + 2 * (1 + 2)),
        ("{ __schema { types { fields { name } } } }", 1_000),
        ('{ __type(name: "Journey") { name } __typename }', 50),
    ],
)  # fmt: skip
def test_golden(cost, text, price):
    """Computed by hand."""
    assert cost(text) == price


def test_variables_say_how_many(cost):
    """A page by variables costs what this request asks for; what is left out is its default."""
    assert cost(PAGE, n=2, m=1) == 2 + 2 * (1 + 1 + 1 + 1)
    assert cost(PAGE, n=2) == 2 + 2 * (3 + 3)
    assert cost(PAGE) == 2 + 20 * (3 + 3)
    assert cost(PAGE, n=None, m=None) == 2 + 20 * (3 + 5)


@pytest.mark.parametrize("bad", [-1, "3", True, 1.5, [], {}, float("inf"), float("nan")])
def test_what_is_no_number_is_left_to_validation(cost, bad):
    """It is refused by name later, so it multiplies nothing here."""
    assert cost(PAGE, n=bad) == 2


def test_a_whole_float_is_a_number(cost):
    """As GraphQL has it."""
    assert cost(PAGE, n=2.0, m=1) == 10


@pytest.mark.parametrize("large", ["101", "2147483647", "9" * 5_000])
def test_a_page_that_is_too_large_is_left_to_the_field(cost, large):
    """It answers that a page has at most 100 items, which says more than a cost."""
    assert cost(f"{{ journeys(first: {large}) {{ edges {{ cursor }} }} }}") == 2 + 100


def test_the_larger_of_both_ends_counts(cost):
    """Both are refused later; a variable beside a literal hides nothing."""
    text = "query($n: Int) { journeys(first: 3, last: $n) { edges { cursor } } }"
    assert [cost(text), cost(text, n=2), cost(text, n=7)] == [5, 5, 9]


def test_the_way_up_and_down_again_counts_as_long_as_a_map_may_be(cost):
    """From inside a list back up to the journey: 10 touchpoints list their journey's up to 200 each."""
    assert cost('{ journey(id: "a") { touchpoints { journey { touchpoints { id } } } } }') == 2 + 10 * (
        2 + 200
    )
    assert cost('{ touchpoint(id: "a") { journey { touchpoints { id } } } }') == 3 + 10
    assert cost('{ journey(id: "a") { touchpoints { stage { id } journey { id } } } }') == 2 + 10 * 4


def test_operations_are_priced_apart(count):
    """Whichever is meant pays for itself alone."""
    findings = count(
        "query A { viewer { tenant } } query B($n: Int) { journeys(first: $n) { edges { cursor } } }"
    )
    assert {name: cost.requested({"n": 5}) for name, cost in findings.costs.items()} == {"A": 2, "B": 7}
