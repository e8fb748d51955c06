"""What schemathesis has to know of our scalars; loaded by it, in its own environment."""

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

schemathesis.graphql.scalar("Seq", st.integers(0, 2**53 - 1).map(nodes.Int))
schemathesis.graphql.scalar("Date", st.dates().map(str).map(nodes.String))
schemathesis.graphql.scalar(
    "DateTime", st.datetimes(timezones=st.timezones()).map(lambda moment: nodes.String(moment.isoformat()))
)
