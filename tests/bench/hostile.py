"""Documents that are made to hurt."""

from typing import Final

MEBI: Final = 1024 * 1024


def chain(length: int, spreads: int = 2) -> str:
    """Spread each fragment so often in the one before."""
    links = "".join(
        f"fragment F{each} on Query {{ {f'...F{each + 1} ' * spreads}}} " for each in range(length)
    )
    return f"{{ ...F0 }} {links} fragment F{length} on Query {{ viewer {{ tenant }} }}"


def cycle(levels: int) -> str:
    """Walk from journeys to touchpoints and back up, 20 wide."""
    inside = "name"
    for _ in range((levels - 3) // 2):
        inside = f"touchpoints {{ journey {{ {inside} }} }}"
    return f"{{ journeys(first: 20) {{ edges {{ node {{ {inside} }} }} }} }}"


def side_by_side(count: int) -> str:
    """Spread many fragments at one place."""
    spreads = " ".join(f"...F{each}" for each in range(count))
    return f"{{ {spreads} }}" + "".join(
        f" fragment F{each} on Query {{ viewer {{ tenant }} }}" for each in range(count)
    )


HOSTILE: Final = {
    "1 MiB of escapes": '{ node(id: "' + "\\n" * (MEBI // 2) + '") { id } }',
    "1 MiB of comment": "#" + "x" * MEBI + "\n{ viewer { tenant } }",
    "1 MiB of fields": "{" + " viewer" * (MEBI // 7) + "}",
    "65,536 characters of escapes": '{ nobody(id: "' + "\\n" * 32_750 + '") { id } }',
    "300,000 tokens": "{" + "a " * 300_000 + "}",
    "10,000 aliases": "{" + " ".join(f"a{each}: viewer {{ tenant }}" for each in range(10_000)) + "}",
    "31 aliases": "{" + " ".join(f"a{each}: viewer {{ tenant }}" for each in range(31)) + "}",
    "a cycle 12 deep of lists 20 wide": cycle(12),
    "a chain of 90 doubled spreads": chain(90),
    "a chain of 150 doubled spreads": chain(150),
    "a chain of 100,000 doubled spreads": chain(100_000),
    "99 fragments side by side": side_by_side(99),
    "480 times the same object": "{" + "viewer { tenant } " * 480 + "}",
    "100 times the same objects": "{" + 'journey(id: "j") { score { n valence { n } } } ' * 100 + "}",
    "990 unknown fields": "{" + " ".join(f"nope{each}" for each in range(990)) + "}",
    "900 unknown fragments": "{" + "...Nobody " * 900 + "}",
    "60 lists by variables within each other": "query($n: Int) { journey(id: 1) {"
    + "opportunities(first: $n) { touchpoint { journey {" * 60
    + " seq "
    + "} } }" * 60
    + "} }",
    "200 levels": "{" + "nope {" * 198 + "nope" + "}" * 199,
    "1,900 values": "{ feedback(filter: { channels: [" + "NOPE " * 1_900 + "] }) { totalCount } }",
}
