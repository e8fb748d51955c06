"""What customers say fits who they are, where they are, and what they feel."""

import pytest

from scoring.vocabulary import Channel
from seeds.northline import company
from seeds.northline.luck import dice
from seeds.northline.moments.moment import Moment
from seeds.northline.moments.timeline import EARLIER, MOMENTS
from seeds.northline.voices.speech import said
from seeds.northline.voices.storm import POSTS
from seeds.northline.voices.tails import PLEASED, TROUBLED
from seeds.northline.voices.words import TONE, Tone, Words, fitting
from tests.unit.seeds.hearing import Hearing

TRAVELLERS = {journey.key: journey.personas for journey in company().journeys}
ALL = [*MOMENTS.values(), *(moment for _, moment in EARLIER.values())]
WORDS = {id(words): words for moment in ALL for words in (moment.words, *moment.words_on.values())}.values()

each_moment = pytest.mark.parametrize("moment", ALL, ids=lambda moment: moment.touchpoint)


def sentences(words: Words) -> list[str]:
    """Return all that can be said of one moment, with its conditions."""
    return [sentence for tone in Tone for sentence in words.said(tone)]


def test_there_is_a_moment_for_every_touchpoint() -> None:
    """Feelings and map name the same places, and feelings are only met on declared channels."""
    declared = {place.key: set(place.channels) for place in company().touchpoints()}
    assert declared.keys() == MOMENTS.keys()
    assert all(declared[moment.touchpoint] >= set(moment.channels) for moment in ALL)


def test_there_are_several_hundred_sentences_and_none_twice() -> None:
    """Nobody quotes anybody."""
    every = [sentence for words in WORDS for sentence in sentences(words)]
    every += [*POSTS, *(tail for tails in (PLEASED, TROUBLED) for some in tails.values() for tail in some)]
    assert len(every) == len(set(every)) > 450


@each_moment
def test_nobody_is_at_a_loss_for_words(moment: Moment) -> None:
    """For every channel, persona and feeling of a moment there are at least two sentences that fit."""
    people = (None, *TRAVELLERS[moment.touchpoint.split(".")[0]], "deniz")
    for channel in (*moment.channels, Channel.SOCIAL):
        for tone in {TONE[emotion] for emotion in moment.feelings(channel).weights}:
            for persona in people:
                assert len(fitting(moment.said(channel), tone, channel, persona)) >= 2, (channel, tone)


@pytest.mark.parametrize("words", WORDS, ids=id)
def test_conditions_name_channels_and_personas(words: Words) -> None:
    """What follows an @ is a channel or a persona there is."""
    names = {
        name for s in sentences(words) for part in s.split() if part[0] == "@" for name in part[1:].split(",")
    }
    assert names <= {*Channel, *PLEASED}


def test_blanks_are_filled(known: Hearing) -> None:
    """No customer says a brace, or begins with a condition."""
    texts = {item.text for item in known.calm if item.text}
    assert not [text for text in texts if "{" in text or "}" in text or text.startswith("@")]
    assert len(texts) > 2_000


def test_a_sentence_is_filled_the_same_way_by_the_same_luck() -> None:
    """Chance that repeats itself fills the same blanks alike."""
    assert said(dice("a"), ("{agent} took {minutes}.",)) == said(dice("a"), ("{agent} took {minutes}.",))


def test_conditions_are_kept() -> None:
    """A sentence with conditions is said only where all of them hold; somebody unknown may be anybody."""
    words = Words(glad=("@SHOP,PHONE @rosa He was patient.", "Fine."), calm=(), lost=(), cross=())
    assert fitting(words, Tone.GLAD, Channel.SHOP, "rosa") == ("He was patient.", "Fine.")
    assert fitting(words, Tone.GLAD, Channel.SHOP, None) == ("He was patient.", "Fine.")
    assert fitting(words, Tone.GLAD, Channel.SHOP, "john") == ("Fine.",)
    assert fitting(words, Tone.GLAD, Channel.CHAT, "rosa") == ("Fine.",)


def test_the_rewritten_page_is_spoken_of_only_once_it_is_there(known: Hearing) -> None:
    """Praise of the new page never comes before it."""
    praise = [item for item in known.stored if item.text and "new bill page" in item.text.lower()]
    assert len(praise) >= 5
    assert min(map(known.day_of, praise)) >= 120
