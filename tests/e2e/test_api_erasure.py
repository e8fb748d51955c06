"""What is erased is gone everywhere, and every score is as if it had never been said."""

import pytest

from tests.e2e.maps import SUBMIT, make_journey, make_persona, places, said, submit
from tests.e2e.scores import PAGE

DELETE = """mutation($id: ID!) { deleteFeedback(id: $id) { __typename ... on Deleted { id }
    ... on Problem { code message path retryable } } }"""
FORGET = """mutation($ref: String!) { forgetCustomer(customerRef: $ref) { __typename
    ... on ForgetCustomerDone { erased journeysCorrected } ... on Problem { code message path retryable }
    ... on InvalidInput { issues { code path } } } }"""
LISTED = "{ feedback { edges { node { id } } } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"


def timeless(page):
    """Leave out what rises with every change."""
    if isinstance(page, dict):
        return {name: timeless(each) for name, each in page.items() if name not in {"seq", "asOf"}}
    return [timeless(each) for each in page] if isinstance(page, list) else page


def listed(company):
    """List the ids of all feedback there is."""
    return {edge["node"]["id"] for edge in company.ask(LISTED)["edges"]}


def everything(persona):
    """Say something about all there is to say."""
    return {
        "personaId": persona,
        "nps": 2,
        "csat": 1,
        "ces": 2,
        "importance": 5,
        "text": "Never again.",
        "triggers": ["long-wait"],
        "emotion": "ANGER",
        "channel": "APP",
        "runRef": "trip",
        "customerRef": "al",
    }


@pytest.fixture
def before(company):
    """Have a journey on which somebody else has spoken, and remember its page."""
    persona, journey = make_persona(company), make_journey(company)
    first, *_, last = places(journey)
    kept = [submit(company, first, nps=9, runRef="other")["id"], submit(company, last, runRef="trip")["id"]]
    return persona, journey, set(kept), company.ask(PAGE, id=journey["id"])


def test_a_deleted_feedback_was_never_said(company, before):
    """Gone by id and from the list, every figure as before, seq risen; the second time there is nothing."""
    persona, journey, kept, page = before
    gone = submit(company, places(journey)[0], **everything(persona))["id"]
    assert timeless(company.ask(PAGE, id=journey["id"])) != timeless(page)
    assert company.ask(DELETE, id=gone) == {"__typename": "Deleted", "id": gone}
    after = company.ask(PAGE, id=journey["id"])
    assert timeless(after) == timeless(page)
    assert after["seq"] == page["seq"] + 2
    assert (company.ask(NODE, id=gone), listed(company)) == (None, kept)
    again = company.ask(DELETE, id=gone)
    assert (again["__typename"], again["code"], again["path"]) == ("NotFound", "NOT_FOUND", ["id"])
    assert company.ask(PAGE, id=journey["id"])["seq"] == after["seq"]


def test_a_forgotten_customer_was_never_there(company, before):
    """All feedback on every journey, in one call; others stay, and a run that lost a step is counted anew."""
    persona, journey, kept, page = before
    other = make_journey(company, name="Leave")
    unheard = company.ask(PAGE, id=other["id"])
    for place in (*places(journey), places(other)[0]):
        submit(company, place, **everything(persona))
    assert company.ask(FORGET, ref="al") == {
        "__typename": "ForgetCustomerDone",
        "erased": 4,
        "journeysCorrected": 2,
    }
    assert timeless(company.ask(PAGE, id=journey["id"])) == timeless(page)
    assert timeless(company.ask(PAGE, id=other["id"])) == timeless(unheard)
    assert listed(company) == kept
    assert company.ask(FORGET, ref="al")["erased"] == 0


def test_another_companys_customer_stays(service, company):
    """The same reference in two companies is two customers."""
    rival = service.newcomer()
    for caller in (company, rival):
        submit(caller, places(make_journey(caller))[0], customerRef="al")
    assert company.ask(FORGET, ref="al")["erased"] == 1
    assert (len(listed(company)), len(listed(rival))) == (0, 1)


def test_a_late_retry_of_what_was_erased(company, stored):
    """A duplicate without a feedback, whatever it says now, and nothing is stored."""
    journey = make_journey(company)
    sent = said(places(journey)[0], customerRef="al", text="Forget me.")
    first = company.ask(SUBMIT, input=sent)
    company.ask(FORGET, ref="al")
    before = stored()
    for retry in (sent, {**sent, "emotion": "ANGER"}, {**sent, "occurredAt": "2001-01-01T00:00:00Z"}):
        answer = company.ask(SUBMIT, input=retry)
        assert (answer["__typename"], answer["duplicate"], answer["feedback"]) == (
            "FeedbackAccepted",
            True,
            None,
        )
    assert company.ask(NODE, id=first["feedback"]["id"]) is None
    assert stored() == before


def test_nothing_of_the_erased_is_kept(service, company, mongo_client):
    """The tombstone is the key's hash alone; neither words nor references are anywhere in the database."""
    journey = make_journey(company)
    told = {
        "text": "unmistakable words",
        "customerRef": "unmistakable-customer",
        "runRef": "unmistakable-run",
    }
    feedback = submit(company, places(journey)[0], **told)
    database = mongo_client[service.settings.mongo_database]
    row = database["feedback"].find_one({"_id": feedback["id"]})
    assert not {"unmistakable-customer", "unmistakable-run", feedback["key"]} & {
        str(value) for value in row.values()
    }
    company.ask(FORGET, ref="unmistakable-customer")
    assert database["feedback"].find_one({"_id": feedback["id"]}) == {
        "_id": feedback["id"],
        "tenant": company.tenant,
    }
    for name in database.list_collection_names():
        assert "unmistakable" not in str(list(database[name].find({"tenant": company.tenant})))


@pytest.mark.parametrize(
    ("ref", "code"),
    [("", "REQUIRED"), ("x" * 129, "TOO_LONG"), ("a\u0000b", "MALFORMED"), ("a\nb", "MALFORMED")],
)
def test_a_reference_that_is_none(company, ref, code):
    """InvalidInput that names the argument."""
    refused = company.ask(FORGET, ref=ref)
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        code,
        ["customerRef"],
    )
    assert refused["issues"] == [{"code": code, "path": ["customerRef"]}]


def test_many_at_once(company):
    """More than one transaction's worth goes in one call, and scores are exact after it."""
    journey = make_journey(company)
    text = """mutation($input: SubmitFeedbackBatchInput!) { submitFeedbackBatch(input: $input) {
        ... on FeedbackBatchDone { accepted } } }"""
    place = places(journey)[0]
    for _ in range(6):
        items = [said(place, customerRef="al", emotion="ANGER") for _ in range(100)]
        assert company.ask(text, input={"items": items}) == {"accepted": 100}
    submit(company, place)
    assert company.ask(FORGET, ref="al") == {
        "__typename": "ForgetCustomerDone",
        "erased": 600,
        "journeysCorrected": 1,
    }
    score = company.ask(PAGE, id=journey["id"])["score"]
    assert (score["n"], score["valence"]["value"]) == (1, 0.85)
