"""Texts over HTTP: read where nobody named an emotion, and shown, counted and kept apart as what they are."""

import asyncio
import json
from contextlib import aclosing

import pytest

from service.errors import ConfigurationError
from service.mongo.client import connect
from service.rollups import recount
from tests.e2e.conftest import own_service
from tests.e2e.maps import SUBMIT, SUBMIT_BATCH, make_journey, places, said, submit
from tests.e2e.scores import HEADLINE

SHOWN = """query($id: ID!) { node(id: $id) { ... on Feedback {
    emotion origin intensity valence confidence text } } }"""
GLAD = "Thank you so much for your wonderful help, I am really grateful!"
ANGRY = "This is outrageous. I am furious and very angry with this terrible company!"
FRENCH = "Je suis très déçu, le colis n'est jamais arrivé et personne ne répond."


def told(caller, journey, **fields):
    """Submit what somebody wrote, without an emotion unless given, and show what became of it."""
    id_ = submit(caller, places(journey)[0], **{"emotion": ..., **fields})["id"]
    return caller.ask(SHOWN, id=id_)


def counted(caller, journey, **chosen):
    """Read the mean valence, and how many emotions were reported, inferred and not found."""
    score = caller.ask(HEADLINE, id=journey["id"], filter=chosen or None)["score"]
    seen = score["evidence"]
    return score["valence"]["value"], (seen["reported"], seen["inferred"], seen["unclassified"])


def difference(service):
    """Recount what is stored."""

    async def differences():
        async with aclosing(connect(service.settings.mongo_url, service.settings.mongo_database)) as mongo:
            return (await recount(mongo)).differences

    return asyncio.run(differences())


@pytest.mark.parametrize(("text", "sign"), [(GLAD, 1), (ANGRY, -1), (f"<p>{ANGRY}</p> 😡", -1)])
def test_a_text_moves_the_score(service, company, text, sign):
    """Text alone is INFERRED, sure enough to count, on its side of zero, in the score once it is answered."""
    journey = make_journey(company)
    shown = told(company, journey, text=text)
    assert (shown["origin"], shown["text"], shown["intensity"]) == ("INFERRED", text, 1)
    assert shown["emotion"]
    assert 0.5 <= shown["confidence"] <= 1
    assert shown["valence"] * sign > 0
    assert counted(company, journey) == (shown["valence"], (0, 1, 0))
    assert counted(company, journey, origins=["REPORTED"]) == (None, (0, 0, 0))
    assert difference(service) == []


def test_what_people_said_themselves_stays(company):
    """An emotion beside an angry text is what was felt: reported, and without a confidence."""
    journey = make_journey(company)
    shown = told(company, journey, text=ANGRY, emotion="RELIEF", intensity=0.5)
    assert shown == {
        "emotion": "RELIEF",
        "origin": "REPORTED",
        "intensity": 0.5,
        "valence": 0.2,
        "confidence": None,
        "text": ANGRY,
    }
    assert counted(company, journey) == (0.2, (1, 0, 0))


def test_a_partners_reading_stays(company):
    """What a partner's model made of a text is theirs, doubtful or not; so is that it found nothing."""
    journey = make_journey(company)
    theirs = {"text": ANGRY, "origin": "INFERRED"}
    sure = told(company, journey, **theirs, emotion="JOY", confidence=0.75)
    doubtful = told(company, journey, **theirs, emotion="JOY", confidence=0.25)
    nothing = told(company, journey, **theirs, confidence=0.75)
    seen = [(each["emotion"], each["confidence"], each["valence"]) for each in (sure, doubtful, nothing)]
    assert seen == [("JOY", 0.75, 0.85), ("JOY", 0.25, None), (None, 0.75, None)]
    assert counted(company, journey) == (0.85, (0, 1, 2))


def test_another_language_is_no_guess(service, company):
    """French is kept and looked at, and stays unclassified; its rating counts."""
    journey = make_journey(company)
    shown = told(company, journey, text=FRENCH, nps=2)
    assert shown == {
        "emotion": None,
        "origin": "INFERRED",
        "intensity": None,
        "valence": None,
        "confidence": 0,
        "text": FRENCH,
    }
    assert counted(company, journey) == (None, (0, 0, 1))
    assert company.ask(HEADLINE, id=journey["id"])["score"]["nps"]["n"] == 1
    assert difference(service) == []


def test_a_batch_is_read(service, company):
    """A phone's queue of texts: each is read as it would be alone, copies are duplicates."""
    journey = make_journey(company)
    texts = [GLAD, ANGRY, FRENCH] * 10
    items = [
        said(places(journey)[0], emotion=..., text=text, idempotencyKey=f"k{number % 15}")
        for number, text in enumerate(texts)
    ]
    done = company.ask(SUBMIT_BATCH, input={"items": items})
    assert (done["accepted"], done["duplicates"], done["refused"]) == (15, 15, 0)
    assert counted(company, journey)[1] == (0, 10, 5)
    assert difference(service) == []


def test_a_retry_after_another_analyser_is_a_duplicate(mongo_uri, service, company):
    """The service is set to another analyser, or none: the same key is the same feedback, read once."""
    journey = make_journey(company)
    sent = said(places(journey)[0], emotion=..., text=ANGRY)
    company.ask(SUBMIT, input=sent)
    before = counted(company, journey)
    same = {"mongo_database": service.settings.mongo_database, "jwt_secret": service.settings.jwt_secret}
    for analyser in ("lexicon", "off"):
        changes = {**same, "refs_key": service.settings.refs_key, "emotion_analyser": analyser}
        with own_service(mongo_uri, **changes) as other:
            again = other.caller(company.tenant)
            assert again.ask(SUBMIT, input=sent)["duplicate"]
            assert again.ask(SUBMIT, input={**sent, "text": GLAD})["code"] == "KEY_REUSED"
    assert counted(company, journey) == before


def test_with_the_analyser_off_texts_stay_unread(mongo_uri):
    """As before there was any: reported, no emotion, unclassified."""
    with own_service(mongo_uri, emotion_analyser="off") as unread:
        company = unread.newcomer()
        journey = make_journey(company)
        shown = told(company, journey, text=ANGRY)
        assert (shown["origin"], shown["emotion"], shown["confidence"]) == ("REPORTED", None, None)
        assert counted(company, journey) == (None, (0, 0, 1))
        assert "heartline_analyser_well 0.0" in unread.http.get("/metrics").text


def test_words_of_a_text_are_nowhere_else(mongo_uri, capfd):
    """Neither numbers nor logs, at their most talkative, hold a word of what was said."""
    with own_service(mongo_uri, log_level="debug") as talkative:
        company = talkative.newcomer()
        journey = make_journey(company)
        told(company, journey, text=f"Xylophilus {ANGRY}")
        told(company, journey, text=f"Xylophilus {FRENCH}")
        numbers = talkative.http.get("/metrics").text
    assert "heartline_analyser_well 1.0" in numbers
    assert 'heartline_texts_read_total{analyser="linear",outcome="scored"}' in numbers
    assert "heartline_reading_seconds_count" in numbers
    said_elsewhere = (numbers + "".join(capfd.readouterr())).lower()
    assert "xylophilus" not in said_elsewhere
    assert "outrageous" not in said_elsewhere


def test_a_tenants_names_are_set_by_a_file(mongo_uri, tmp_path):
    """A company that is called a whole sentence of thanks gets none by it; a wrong file stops the start."""
    file = tmp_path / "names.json"
    file.write_text(json.dumps({"ours": [GLAD]}))
    with own_service(mongo_uri, emotion_ignore=file) as ignoring:
        ours, theirs = (ignoring.caller(tenant) for tenant in ("ours", "theirs"))
        masked, read = (told(each, make_journey(each), text=GLAD) for each in (ours, theirs))
    assert masked["text"] == read["text"] == GLAD
    assert masked["emotion"] != read["emotion"]
    assert read["confidence"] >= 0.5
    file.write_text("[]")
    with (
        pytest.raises(ConfigurationError, match=r"HEARTLINE_EMOTION_IGNORE: .*names\.json"),
        own_service(mongo_uri, emotion_ignore=file),
    ):
        pass
