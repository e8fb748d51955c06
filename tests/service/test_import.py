"""A company's own export becomes feedback: every row once, and every refused row with its reason."""

from datetime import UTC, datetime, timedelta

from service.documents.ids import Kind, new_id
from service.editing.drafts import PersonaDraft
from service.rollups import ScoreFilter, recount
from tests.service.atlas import store_journey
from tests.service.importing import TENANT, carry_out, order, refusals, refused_path

SURVEY = """\
id,where,how,stars,feeling,comment,who,when
1,Step 0,web,5,joy,Lovely.,ann,1921-03-04T10:00:00Z
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


async def stored(parts):
    """Read all feedback, in the order it occurred."""
    return await parts.mongo.of(TENANT)["feedback"].find({}, sort=[("occurredAt", 1)])


async def test_an_export_is_imported_through_the_ingestion(parts, tmp_path):
    """However old; the second run adds nothing; cells and feedback agree; no file of refused rows."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    told = order(path, COLUMNS, journey="Try")
    assert await carry_out(told, parts) == (3, 0, 0)
    assert await carry_out(told, parts) == (0, 3, 0)
    first, second, third = await stored(parts)
    assert (first["touchpoint"], first["channel"], first["source"]) == (
        journey.present[0].id,
        "WEB",
        "SURVEY",
    )
    assert (first["csat"], first["emotion"], first["text"]) == (5, "JOY", "Lovely.")
    assert first["occurredAt"] == datetime(1921, 3, 4, 10, tzinfo=UTC)
    assert (second["touchpoint"], second["emotion"]) == (journey.present[1].id, "ANGER")
    assert (third["channel"], third["csat"], "emotion" in third) == ("OTHER", 3, False)
    assert datetime.now(UTC) - third["occurredAt"] < timedelta(minutes=1)
    [state] = await parts.rollups.scores(TENANT, [(journey, ScoreFilter(since=-18_000))])
    assert (state.scores.n, state.scores.csat.n, state.scores.csat.value) == (2, 3, 1 / 3)
    assert (await recount(parts.mongo)).differences == []
    assert not refused_path(path).exists()


async def test_refused_rows_are_told_with_their_reasons(parts, tmp_path):
    """Whatever is wrong, and wherever it is found; the good rows are taken."""
    await store_journey(parts.mongo, TENANT)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    path = tmp_path / "survey.csv"
    path.write_text(
        f"{SURVEY}"
        "4,Step 9,web,6,happy,,,\n"
        "5,Step 0,web\n"
        f"6,Step 0,web,4,,,,{tomorrow}\n"
        "7,Step 0,web,,,,,\n"
        '8,Step 0,web,4,,"a\x07b",,\n'
        ",Step 0,web,4,,,,\n"
        "1,Step 0,web,4,,Changed.,,\n"
        f"9,{new_id(Kind.TOUCHPOINT)},web,4,,,,\n"
    )
    assert await carry_out(order(path, COLUMNS, journey="Try"), parts) == (3, 0, 8)
    told = [
        (row["line"], [(reason["field"], reason["rule"]) for reason in row["reasons"]])
        for row in refusals(path)
    ]
    assert told == [
        (5, [("touchpoint", "NOT_FOUND"), ("csat", "OUT_OF_RANGE"), ("emotion", "MALFORMED")]),
        (6, [(None, "MALFORMED")]),
        (7, [("occurredAt", "TOO_FAR_AHEAD")]),
        (8, [(None, "REQUIRED")]),
        (9, [("text", "MALFORMED")]),
        (10, [("key", "REQUIRED")]),
        (11, [("key", "KEY_REUSED")]),
        (12, [("touchpoint", "NOT_FOUND")]),
    ]
    assert refusals(path)[0]["row"]["feeling"] == "happy"
    assert refusals(path)[1]["row"] == "5,Step 0,web"
    assert "give an id or one of Step 0, Step 1" in refusals(path)[0]["reasons"][0]["message"]
    assert len(await stored(parts)) == 3
    assert (await recount(parts.mongo)).differences == []


async def test_a_mended_row_is_taken_and_the_others_are_not_counted_again(parts, tmp_path):
    """Mend the export, import it again; the file of refused rows goes when none is left."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    told = {"csat": "stars"}, {"touchpoint": journey.present[0].id}
    path.write_text("stars\n5\n9\n5\n5\n")
    assert await carry_out(order(path, *told), parts) == (3, 0, 1)
    path.write_text("stars\n5\n4\n5\n5\n")
    assert await carry_out(order(path, *told), parts) == (1, 3, 0)
    assert not refused_path(path).exists()
    assert sorted(row["csat"] for row in await stored(parts)) == [4, 5, 5, 5]


async def test_one_file_is_imported_for_two_touchpoints(parts, tmp_path):
    """With a prefix for each; without one nothing is stored and the reason names it."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "wide.csv"
    path.write_text("before,after\n5,1\n4,2\n")
    first, second = (place.id for place in journey.present)
    assert await carry_out(order(path, {"csat": "before"}, {"touchpoint": first}), parts) == (2, 0, 0)
    again = order(path, {"csat": "after"}, {"touchpoint": second})
    assert await carry_out(again, parts) == (0, 0, 2)
    assert "--key-prefix" in refusals(path)[0]["reasons"][0]["message"]
    apart = order(path, {"csat": "after"}, {"touchpoint": second}, key_prefix="after:")
    assert await carry_out(apart, parts) == (2, 0, 0)


async def test_rows_of_a_removed_touchpoint_are_known_again(parts, tmp_path):
    """By the name it had: old rows are duplicates, new ones are refused."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text("where,stars\nStep 1,5\n")
    told = {"touchpoint": "where", "csat": "stars"}
    assert await carry_out(order(path, told, journey="Try"), parts) == (1, 0, 0)
    await parts.editing.remove_touchpoint(TENANT, journey.present[1].id)
    path.write_text("where,stars\nStep 1,5\nStep 1,4\n")
    assert await carry_out(order(path, told, journey=journey.id), parts) == (0, 1, 1)
    assert "was removed" in refusals(path)[0]["reasons"][0]["message"]


async def test_json_lines_with_personas_runs_and_triggers(parts, tmp_path):
    """Fields of an object within, lists, numbers on a scale and times of a zone."""
    await store_journey(parts.mongo, TENANT)
    persona = await parts.editing.create_persona(TENANT, PersonaDraft("Maya"), None)
    path = tmp_path / "reviews.jsonl"
    path.write_text(
        '{"id": 1, "review": {"stars": 7.5, "tags": ["Slow App", "price"]}, "trip": "t1", "type": "maya"}\n'
        '{"id": 2, "review": {"stars": 10}, "type": "Nobody"}\n'
    )
    columns = {
        "key": "id",
        "nps": "review.stars",
        "triggers": "review.tags",
        "run": "trip",
        "persona": "type",
    }
    told = order(path, columns, {"touchpoint": "Step 0", "source": "interview"}, journey="Try")
    assert await carry_out(told, parts) == (0, 0, 2)
    assert [reason["field"] for reason in refusals(path)[0]["reasons"]] == ["nps"]
    assert "there is no persona 'Nobody'" in refusals(path)[1]["reasons"][0]["message"]
    path.write_text(path.read_text().replace("7.5", "7"))
    assert await carry_out(told, parts) == (1, 0, 1)
    [row] = await stored(parts)
    assert (row["persona"], row["nps"], row["source"]) == (persona.id, 7, "INTERVIEW")
    assert row["triggers"] == ["slow-app", "price"]
    assert row["run"] == parts.ingestion._refs.run(TENANT, "t1")  # noqa: SLF001  # the hash is the point
