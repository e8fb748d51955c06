"""A partner's script with the client that ariadne-codegen made: told in JSON, and says JSON line by line."""

import asyncio
import json
import sys
from datetime import datetime

from heartline_client import (
    Channel,
    CreateJourneyInput,
    Emotion,
    GraphQLClientGraphQLMultiError,
    Heartline,
    StageInput,
    SubmitFeedbackInput,
    TouchpointInput,
)


def say(*words: object) -> None:
    """Tell the test."""
    print(json.dumps(words), flush=True)  # noqa: T201  # the test reads it


async def main(address: str, token: str) -> None:
    """Make a journey, speak about it, walk the connection, follow, and be refused."""
    bearer = {"Authorization": f"Bearer {token}"}
    async with Heartline(
        f"http://{address}/graphql",
        headers=bearer,
        ws_url=f"ws://{address}/graphql",
        ws_connection_init_payload=bearer,
    ) as client:
        places = [TouchpointInput(name="Pay", channels=[Channel.WEB])]
        drawn = CreateJourneyInput(name="Join", stages=[StageInput(name="Decide", touchpoints=places)])
        made = (await client.create(drawn)).create_journey
        journey, place = made.journey.id, made.journey.touchpoints[0].id

        feedback = SubmitFeedbackInput(
            idempotency_key="k", touchpoint_id=place, channel=Channel.WEB, emotion=Emotion.JOY
        )
        for _ in range(2):
            accepted = (await client.submit(feedback)).submit_feedback
            dated = isinstance(accepted.feedback.occurred_at, datetime)
            say(accepted.typename__, accepted.duplicate, dated)
        other = feedback.model_copy(update={"emotion": Emotion.ANGER})
        refused = (await client.submit(other)).submit_feedback
        say(refused.typename__, refused.code)

        page = (await client.journeys(first=1)).journeys
        say(page.total_count, [edge.node.score.n for edge in page.edges])
        async for update in client.follow(journey):
            say(update.score_updated.kind, update.score_updated.seq, update.score_updated.journey.score.n)
            break
        try:
            await client.page(id="none")
        except GraphQLClientGraphQLMultiError as error:
            say([each.extensions["code"] for each in error.errors])


asyncio.run(main(**json.loads(sys.argv[1])))
