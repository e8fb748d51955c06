"""Documents that are too much, mean nothing, or mean two things."""

FORGET = 'forgetCustomer(customerRef: "al") { __typename }'


def chain(length: int, each: str = "...F{0} ...F{0}", end: str = "viewer { tenant }") -> str:
    """Spread each fragment twice in the one before: two to the power of the length."""
    links = "".join(f"fragment F{n} on Query {{ {each.format(n + 1)} }}\n" for n in range(length))
    return f"{{ ...F0 }}\n{links}fragment F{length} on Query {{ {end} }}"


def nested(inner: str, *levels: str) -> str:
    """Put one selection into the other."""
    for level in reversed(levels):
        inner = f"{level} {{ {inner} }}"
    return f"{{ {inner} }}"


def many(count: int, each: str) -> str:
    """Select the same again and again under numbers."""
    return "{ " + " ".join(each.format(n) for n in range(count)) + " }"


TOUCHPOINTS = "journeys(first: 100) { edges { node { touchpoints { %s } } } }"
CYCLE = ("journeys(first: 20)", "edges", "node", "touchpoints")
BACK = ("journey", "touchpoints") * 6

TOO_MUCH = {
    "300,000 tokens": "{" + "a " * 300_000 + "}",
    "a document of 1 MiB": many(30_000, "a{0}: viewer {{ tenant }}"),
    "10,000 aliases": many(10_000, "a{0}: __typename"),
    "31 aliases": many(31, "a{0}: viewer {{ tenant }}"),
    "400 aliases": many(400, "a{0}: __typename"),
    "aliases of aliases": nested(" ".join(f"b{n}: tenant" for n in range(40)), "a: viewer"),
    "aliases in fragments": "{ "
    + " ".join("viewer { ...V }" for _ in range(8))
    + " } fragment V on Viewer { "
    + " ".join(f"a{n}: tenant" for n in range(40))
    + " }",
    "51 directives": "{ viewer { tenant " + "@include(if: true) " * 51 + "} }",
    "400 directives": "{ viewer " + "@skip(if: false) " * 300 + "{ tenant } }",
    "51 directives on as many fields": many(51, "f{0}: __typename @include(if: true)"),
    "unknown directives": "{ viewer { tenant " + "@destroy " * 200 + "} }",
    "depth 13": nested("name", *CYCLE, *BACK, "journey"),
    "depth 60": nested("name", *CYCLE, *("journey", "touchpoints") * 28),
    "depth 400": nested("name", *("journey",) * 400),
    "a 12-level cycle of 20-wide lists": nested(
        "name", "journeys(first: 20)", "edges", "node", *("touchpoints", "journey") * 4
    ),
    "personas of journeys of personas": nested(
        "name", "personas(first: 20)", "edges", "node", *("journeys", "personas") * 4
    ),
    "100 by everything": "{ "
    + TOUCHPOINTS % "name score { channels { n emotions { count } } consistency { n } }"
    + " }",
    "100 three times over": "{ " + " ".join(f"a{n}: " + TOUCHPOINTS % "name" for n in range(10)) + " }",
    "a page of 2^31-1": "{ journeys(first: 2147483647) { totalCount } }",
    "a page of -1": "{ journeys(first: -1) { totalCount } }",
    "a page of 101": "{ journeys(first: 101) { totalCount } }",
    "a page larger than an Int": "{ journeys(first: 2147483648) { totalCount } }",
    "a page of 10^400": "{ journeys(first: 1" + "0" * 400 + ") { totalCount } }",
    "a number of a million digits": "{ journeys(first: " + "9" * 1_000_000 + ") { totalCount } }",
    "a float of a thousand digits": "{ journeys(first: 1." + "9" * 1_000 + "e999) { totalCount } }",
    "11 mutations": "mutation " + many(11, "a{0}: " + FORGET.replace("{", "{{").replace("}", "}}")),
    "50 mutations": "mutation " + many(50, "a{0}: " + FORGET.replace("{", "{{").replace("}", "}}")),
    "a text of a million characters": '{ journey(id: "' + "x" * 1_000_000 + '") { id } }',
    "a block text of a million lines": '{ journey(id: """' + "\n" * 500_000 + '""") { id } }',
    "escapes by the hundred thousand": '{ journey(id: "' + "\\u0041" * 150_000 + '") { id } }',
    "a name of a million characters": "{ " + "a" * 1_000_000 + " }",
    "a list of 900 lists": "{ journey(id: " + "[" * 900 + "]" * 900 + ") { id } }",
    "objects in objects": "{ journeys(first: " + "{a: " * 400 + "1" + "}" * 400 + ") { totalCount } }",
    "a type of 1,500 lists": "query($a: " + "[" * 900 + "Int" + "]" * 900 + ") { viewer { tenant } }",
    "400 selections": "{ viewer " * 400 + "}" * 400,
    "half a document of braces": "{" * 1_990,
    "commas": "{ viewer { tenant } }" + "," * 1_000_000 + "x",
    "comments": "# x\n" * 200_000 + "{ nothing }",
    "introspection of introspection": nested("name", "__schema", "types", *("fields", "type") * 30),
}
CHAINS = {
    **{f"a chain of {length} doubled fragments": chain(length) for length in (20, 30, 60, 120, 160)},
    **{
        f"a chain of {length} tripled fragments": chain(length, "...F{0} ...F{0} ...F{0}")
        for length in (20, 60, 120)
    },
    "a chain under aliases": chain(40, "viewer {{ tenant }} ...F{0} ...F{0}", "a: viewer { b: tenant }"),
    "a chain of unknown ends": chain(60, end="...Nothing"),
    "a chain that closes": chain(60, end="...F0"),
    "a chain behind @skip": chain(60, "...F{0} @skip(if: true) ...F{0}"),
    "a chain of inline fragments": "{ "
    + "... on Query { ... { " * 150
    + "viewer { tenant }"
    + " } }" * 150
    + " }",
}
FRAGMENTS = {
    "a fragment of itself": "{ ...A } fragment A on Query { ...A }",
    "two fragments of each other": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a cycle through a field": "{ viewer { ...A } } fragment A on Viewer { tenant ...A }",
    "a deep cycle": "{ ...A } fragment A on Query { journeys { edges { node { ...B } } } } "
    "fragment B on Journey { touchpoints { journey { ...B } } }",
    "a costly cycle": "{ journeys(first: 100) { edges { node { ...A } } } } "
    "fragment A on Journey { touchpoints { journey { touchpoints { journey { name } } ...A } } }",
    "a cycle of fifty": "{ ...F0 } "
    + "".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 50} }} " for n in range(50)),
    "a cycle nobody enters": "{ viewer { tenant } } fragment A on Query { ...A }",
    "an unknown fragment": "{ ...Nothing }",
    "an unknown fragment in a known one": "{ ...A } fragment A on Query { ...Nothing }",
    "a fragment nobody spreads": "{ viewer { tenant } } fragment A on Query { viewer { tenant } }",
    "a fragment twice": "{ ...A } fragment A on Query { viewer { tenant } } fragment A on Query { a }",
    "a fragment alone": "fragment A on Query { viewer { tenant } }",
    "a fragment named on": "{ ...on } fragment on on Query { viewer { tenant } }",
    "a fragment of no type": "{ ...A } fragment A on Nothing { a }",
    "a fragment of a scalar": "{ ...A } fragment A on String { a }",
    "a fragment of another type": "{ ...A } fragment A on Mutation { " + FORGET + " }",
    "a mutation inside a query": "{ ... on Mutation { " + FORGET + " } }",
    "a fragment with variables": "{ ...A } fragment A($a: Int) on Query { viewer { tenant } }",
}
MEANINGLESS = {
    **{
        f"the document {text!r}": text
        for text in (
            "",
            " ",
            "#",
            "{",
            "}",
            "{}",
            "{ }",
            "()",
            "\x00",
            "\ufeff",
            "query",
            "query {",
            "{ a",
            "{ a }}",
            "@",
        )
    },
    **{
        f"the document {text!r}": text
        for text in (
            "mutation",
            "fragment",
            "...",
            "{ ...  }",
            "{ viewer { } }",
            "$a",
            "{ viewer(: 1) }",
            "\\u007b",
        )
    },
    "a NUL within": "{ viewer\x00 { tenant } }",
    "a vertical tab": "{ viewer\x0b{ tenant } }",
    "a no-break space": "{\u00a0viewer { tenant } }",
    "an override of direction": "{ \u202eviewer { tenant } }",
    "a letter like another": "{ v\u0456ewer { tenant } }",
    "full-width braces": "\uff5b viewer \uff5d",
    "a text that does not end": '{ journey(id: "a) { id } }',
    "a block text that does not end": '{ journey(id: """a) { id } }',
    "a bad escape": '{ journey(id: "\\q") { id } }',
    "half an escape": '{ journey(id: "\\u12") { id } }',
    "a lone surrogate by escape": '{ journey(id: "\\ud800") { id } }',
    "a surrogate by braces": '{ journey(id: "\\u{d800}") { id } }',
    "a code point too high": '{ journey(id: "\\u{110000}") { id } }',
    "a code point of a hundred digits": '{ journey(id: "\\u{' + "f" * 100 + '}") { id } }',
    "a number with a zero before": "{ journeys(first: 01) { totalCount } }",
    "a number with a name behind": "{ journeys(first: 1a) { totalCount } }",
    "a hexadecimal number": "{ journeys(first: 0x1) { totalCount } }",
    "an operator for an id": '{ journey(id: {_ne: ""}) { id } }',
    "an operator with a dollar": '{ journey(id: {$ne: ""}) { id } }',
    "a text for a number": '{ journeys(first: "1") { totalCount } }',
    "no id": "{ journey { id } }",
    "an id of null": "{ journey(id: null) { id } }",
    "an argument twice": '{ journey(id: "a", id: "b") { id } }',
    "an unknown argument": "{ viewer(admin: true) { tenant } }",
    "an unknown field": "{ users { password } }",
    "a field of the inside": '{ journey(id: "a") { _id tenant } }',
    "a selection on a scalar": "{ viewer { tenant { name } } }",
    "no selection on an object": "{ viewer }",
    "an unknown variable": "{ journeys(first: $n) { totalCount } }",
    "a variable nobody uses": "query($a: String) { viewer { tenant } }",
    "a variable twice": "query($a: Int, $a: Int) { journeys(first: $a) { totalCount } }",
    "a variable of no type": "query($a: Nothing) { journeys(first: $a) { totalCount } }",
    "a variable of an output": "query($a: Journey) { journeys(first: $a) { totalCount } }",
    "a required variable without a value": "query($a: ID!) { journey(id: $a) { id } }",
    "a variable in a default": "query($a: Int, $b: Int = $a) { journeys(first: $b) { totalCount } }",
    "two answers under one name": '{ a: journey(id: "a") { id } a: viewer { tenant } }',
    "two anonymous operations": "{ viewer { tenant } } { emotions { code } }",
    "two operations and no choice": "query A { viewer { tenant } } query B { emotions { code } }",
    "two operations of one name": "query A { viewer { tenant } } query A { emotions { code } }",
    "a query beside a mutation": "query A { viewer { tenant } } mutation B { " + FORGET + " }",
    "a type definition": "type Query { viewer: Int }",
    "an extended type": "{ viewer { tenant } } extend type Query { a: Int }",
    "a schema definition": "schema { query: Viewer }",
    "a directive definition": "directive @a on FIELD { viewer { tenant } }",
    "@include without an argument": "{ viewer { tenant @include } }",
    "@include with a text": '{ viewer { tenant @include(if: "yes") } }',
    "@skip twice": "{ viewer { tenant @skip(if: false) @skip(if: false) } }",
    "@deprecated on a field": '{ viewer { tenant @deprecated(reason: "a") } }',
    "@defer": "{ ... @defer { viewer { tenant } } }",
    "@stream": "{ emotions @stream { code } }",
    "a subscription": 'subscription { scoreUpdated(journeyId: "a") { seq } }',
    "a subscription to two": 'subscription { a: scoreUpdated(journeyId: "a") { seq } '
    'b: scoreUpdated(journeyId: "a") { seq } }',
    "a subscription to nothing": "subscription { __typename }",
    "an unknown type of operation": "delete { viewer { tenant } }",
    "a field of the schema's": "{ journeys { __schema { queryType { name } } } }",
    "a type named by an object": '{ __type(name: {a: "b"}) { name } }',
}
DOCUMENTS = {**TOO_MUCH, **CHAINS, **FRAGMENTS, **MEANINGLESS}
