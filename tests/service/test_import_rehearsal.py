"""A rehearsal tells what an import would do, and stores nothing."""

from service.documents.ids import Kind, new_id
from service.importing.rehearsal import Rehearsal
from service.ingestion import Refs
from service.settings import Limits
from tests.service.atlas import store_journey
from tests.service.importing import TENANT, carry_out, order

SURVEY = """\
id,where,how,stars,feeling,comment,who,when
1,Step 0,web,5,joy,Lovely.,ann,2012-03-04T10:00:00Z
2,step 1,App,1,ANGER,Never again.,bob,2012-03-05
3,Step 1,,3,,,,
"""
COLUMNS = {
    "key": "id",
    "touchpoint": "where",
    "channel": "how",
    "csat": "stars",
    "emotion": "feeling",
    "text": "comment",
    "customer": "who",
    "occurredAt": "when",
}


async def everything(parts):
    """Read all that is stored."""
    names = ("feedback", "cells", "runs", "pulses", "journeys")
    return {name: await parts.mongo.of(TENANT)[name].find({}, sort=[("_id", 1)]) for name in names}


async def test_a_rehearsal_tells_the_same_and_stores_nothing(parts, tmp_path):
    """Duplicates, keys used for two contents and touchpoints to be made included."""
    await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    told = order(path, COLUMNS, journey="Try", create=True)
    await carry_out(told, parts)
    path.write_text(
        f"{SURVEY}"
        "4,Kiosk,web,4,,,,\n"
        "4,Kiosk,web,4,,,,\n"
        "4,Kiosk,web,3,,,,\n"
        "2,Kiosk,web,3,,,,\n"
        f"5,{new_id(Kind.TOUCHPOINT)},web,3,,,,\n"
    )
    before = await everything(parts)
    rehearsal = Rehearsal(parts.mongo, parts.outbox, Refs(b"r" * 32), Limits())
    supposed = await carry_out(told, parts, rehearsal)
    assert supposed == (1, 4, 3)
    assert await everything(parts) == before
    assert await carry_out(told, parts) == supposed


async def test_a_rehearsal_knows_what_was_erased(parts, tmp_path):
    """A row of a forgotten customer is a duplicate: it is not stored again."""
    await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    told = order(path, COLUMNS, journey="Try")
    await carry_out(told, parts)
    await parts.ingestion.forget(TENANT, "ann")
    rehearsal = Rehearsal(parts.mongo, parts.outbox, Refs(b"r" * 32), Limits())
    assert await carry_out(told, parts, rehearsal) == (0, 3, 0)
    assert await carry_out(told, parts) == (0, 3, 0)
    assert sum("body" in row for row in (await everything(parts))["feedback"]) == 2
