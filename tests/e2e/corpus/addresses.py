"""Addresses that ask nothing that can be answered: path, query string, and how."""

ASK = "%7Bviewer%7Btenant%7D%7D"
FORGET = "%7BforgetCustomer(customerRef:%22al%22)%7B__typename%7D%7D"

GETS = {
    "no query": "",
    "an empty query": "query=",
    "a query twice": f"query={ASK}&query=mutation",
    "a query as a list": f"query[]={ASK}",
    "a query as an object": f"query[$ne]={ASK}",
    "a bad escape": "query=%7B%",
    "no UTF-8": "query=%ff%fe",
    "a NUL": "query=%00",
    "an overlong NUL": "query=%c0%80",
    "variables that are no JSON": f"query={ASK}&variables=%7B",
    "variables that are a list": f"query={ASK}&variables=[]",
    "variables that are a text": f'query={ASK}&variables="a"',
    "variables that are no number": f"query={ASK}&variables=NaN",
    "variables with a name twice": f"query={ASK}&variables=%7B%22a%22:1,%22a%22:2%7D",
    "variables with a lone surrogate": f"query={ASK}&variables=%7B%22a%22:%22%5Cud800%22%7D",
    "variables that are deep": f"query={ASK}&variables=%7B%22a%22:{'[' * 500}{']' * 500}%7D",
    "extensions that are no JSON": f"query={ASK}&extensions=x",
    "extensions that are a number": f"query={ASK}&extensions=1",
    "extensions that are a list": f"query={ASK}&extensions=[1]",
    "an unknown operationName": f"query={ASK}&operationName=Drop",
    "a mutation": f"query=mutation{FORGET}",
    "a mutation by name": f"query=query+A{ASK}+mutation+B{FORGET}&operationName=B",
    "a subscription": "query=subscription%7BscoreUpdated(journeyId:%22a%22)%7Bseq%7D%7D",
    "ten thousand parameters": "&".join(f"a{n}=1" for n in range(4_000)),
    "a query of 30 kB": "query=%7B" + "a+" * 15_000 + "%7D",
}
PATHS = (
    *(
        "/graphql/x",
        "/graphql//",
        "//graphql",
        "/GRAPHQL",
        "/graphql%2f",
        "/graphql;a=b",
        "/graphql%00",
        "/.env",
    ),
    *("/graphql/../metrics/x", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/graphiql/..%2fpage.py"),
    *(
        "/graphiql/%2e%2e/page.py",
        "/graphiql/SHA256SUMS",
        "/admin",
        "/api",
        "/v1/graphql",
        "/console",
        "/voyager",
    ),
)
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "REPORT")
ACCEPTS = (
    *(
        "text/html",
        "text/plain",
        "image/png",
        "application/xml",
        "application/graphql",
        "text/*",
        "a/b",
        "x" * 4_000,
    ),
    *(
        "application/json;q=0",
        "*/*;q=0",
        "application/*;q=0, text/html",
        "application/json;q=0.0000, text/html",
    ),
)
