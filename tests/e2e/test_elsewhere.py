"""What is not there, or not so, is told in JSON with a code, at every address."""

import pytest

from tests.e2e.refusals import check_refused
from tests.e2e.serving import Service


@pytest.mark.parametrize("path", ["/nothing", "/graphql/x", "/graphql//", "/GraphQL", "/metrics/", "/schema"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_is_none(service: Service, method: str, path: str):
    """404 that names the API's; never a redirect, which would lose a body."""
    response = service.http.request(method, path)
    assert response.status_code == 404
    check_refused(response, "NOT_FOUND", "/graphql")


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/metrics", "/schema.graphql", "/graphiql"])
def test_a_method_that_is_none(service: Service, path: str):
    """405 that allows what there is."""
    response = service.http.post(path)
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
    check_refused(response, "BAD_USER_INPUT", "GET")
