"""What is refused before any key is looked for."""

import pytest

from service.auth.header import read_key_id
from service.auth.strict_json import read_object
from service.errors import Unauthenticated


def test_the_name_of_the_key_is_all_that_is_taken(smithy):
    """A header steers nothing but which key of the configured ones is tried."""
    assert read_key_id(smithy.token(header={"kid": "2026"}), "HS256") == "2026"
    assert read_key_id(smithy.token(), "HS256") is None


@pytest.mark.parametrize("algorithm", ["none", "HS384", "RS256", "hs256", "", None, ["HS256"], {}])
def test_another_algorithm_is_refused_without_a_key(algorithm, smithy):
    """A token that chooses its algorithm causes no look for a key, so no reading of a key set either."""
    with pytest.raises(Unauthenticated, match="must be signed with HS256"):
        read_key_id(smithy.token(header={"alg": algorithm}), "HS256")


@pytest.mark.parametrize("name", ["crit", "jku", "jwk", "x5u", "x5c", "b64", "zip", "enc", "cty"])
@pytest.mark.parametrize("value", [None, True, [], ["exp"], "DEF"])
def test_an_extension_is_refused_whatever_it_says(name, value, smithy):
    """These headers change what the token means or where its key comes from; each is named."""
    with pytest.raises(Unauthenticated, match=f'must not have "{name}"'):
        read_key_id(smithy.token(header={name: value}), "HS256")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_json_number_is_refused_wherever_it_stands(text):
    """Python's parser would take it, other readers would not."""
    with pytest.raises(ValueError, match="no JSON number"):
        read_object(f'{{"note": {{"deep": [{text}]}}}}'.encode())
