"""The map of Northline is complete, refers only to what is there, and keeps the rules of the door."""

import re

import pytest

from scoring.vocabulary import Channel
from seeds.northline import Journey, Persona, company

NORTHLINE = company()
TOUCHPOINTS = {place.key: place for place in NORTHLINE.touchpoints()}

each_persona = pytest.mark.parametrize("persona", NORTHLINE.personas, ids=lambda persona: persona.key)
each_journey = pytest.mark.parametrize("journey", NORTHLINE.journeys, ids=lambda journey: journey.key)


def test_five_people_with_their_ages() -> None:
    """Maya, John, Rosa, Deniz and Priya, as old as the team says."""
    ages = {persona.name: dict(persona.attributes)["age"] for persona in NORTHLINE.personas}
    assert ages == {"Maya": "29", "John": "44", "Rosa": "71", "Deniz": "22", "Priya": "36"}


def test_three_journeys_in_travelling_order() -> None:
    """Join, Fix my outage, and Bill and renew, with their touchpoints in order."""
    names = {journey.name: [place.name for place in journey.touchpoints()] for journey in NORTHLINE.journeys}
    assert names == {
        "Join": [
            *("See offer", "Compare plans", "Check coverage", "Talk to someone"),
            *("Checkout", "Identity check", "Delivery", "First use"),
        ],
        "Fix my outage": [
            *("Notice", "Status page", "Contact", "Diagnosis"),
            *("Technician", "Confirmation", "Follow-up call"),
        ],
        "Bill and renew": [
            *("Bill arrives", "Understand bill", "Dispute", "Resolution", "Renewal offer", "Decide"),
        ],
    }


def test_keys_are_unique() -> None:
    """No two touchpoints, personas or journeys share a key; a touchpoint's begins with its journey's."""
    assert len(TOUCHPOINTS) == sum(1 for _ in NORTHLINE.touchpoints()) == 21
    assert len({persona.key for persona in NORTHLINE.personas}) == 5
    assert len({journey.key for journey in NORTHLINE.journeys}) == 3
    for journey in NORTHLINE.journeys:
        assert all(place.key.startswith(f"{journey.key}.") for place in journey.touchpoints())


@each_persona
def test_a_persona_is_someone(persona: Persona) -> None:
    """Everybody has a story, needs, expectations, constraints, goals, motives, outcomes and triggers."""
    there = persona.circumstances
    assert len(there.narrative) > 200
    for listed in (there.needs, there.expectations, there.constraints, persona.goals, persona.motivations):
        assert len(listed) >= 2
    assert len(persona.desired_outcomes) >= 2
    assert persona.segment
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", trigger) for trigger in persona.triggers)
    assert len(persona.triggers) >= 3


@each_persona
def test_tasks_are_done_somewhere(persona: Persona) -> None:
    """Every goal has tasks; every task names touchpoints that exist, on journeys the persona travels."""
    travelled = {journey.key for journey in NORTHLINE.journeys if persona.key in journey.personas}
    tasks = [task for goal in persona.goals for task in goal.tasks]
    assert all(goal.tasks for goal in persona.goals)
    for task in tasks:
        assert task.touchpoints
        assert TOUCHPOINTS.keys() >= set(task.touchpoints)
        assert travelled >= {place.split(".")[0] for place in task.touchpoints}
    assert any(task.time_limit for task in tasks)
    assert any(task.constraint for task in tasks)


@each_journey
def test_a_journey_is_designed(journey: Journey) -> None:
    """Stages expect an emotion; touchpoints have channels, weights, an importance and intended emotions."""
    assert {persona.key for persona in NORTHLINE.personas} >= set(journey.personas)
    assert journey.score_window_days == 90
    assert all(stage.expected_emotion and stage.touchpoints for stage in journey.stages)
    for place in journey.touchpoints():
        assert 1 <= len(set(place.channels)) == len(place.channels)
        assert place.moment_weight > 0
        assert 0 <= place.design_importance <= 10
        assert len({emotion for emotion, _ in place.intended}) == len(place.intended) >= 1
        assert all(weight > 0 for _, weight in place.intended)


def test_weights_and_channels_vary() -> None:
    """The map shows what can be set: several weights, several importances, most channels."""
    assert len({place.moment_weight for place in TOUCHPOINTS.values()}) >= 4
    assert len({place.design_importance for place in TOUCHPOINTS.values()}) >= 6
    declared = {channel for place in TOUCHPOINTS.values() for channel in place.channels}
    assert set(Channel) - declared == {Channel.KIOSK, Channel.OTHER}
