"""The golden table of the lexicons: what a customer says, and whether it is pleasant (+) or not (-)."""

from typing import Final

import pytest

from scoring.emotion.lexicon import felt
from scoring.emotion.words import read_words

GOLDEN: Final = """
+ The new app is great
+ Not bad at all
+ No problem at all with the return
+ No complaints from us
+ I can't fault the service
+ We couldn't be happier
+ Couldn't have been easier
+ Nothing but praise for your team
+ Not only quick but friendly too
+ The room was small, but the staff were wonderful
+ Although we arrived late, dinner was delicious
+ No queue, in and out in five minutes
+ Without a hitch from start to end
+ The heating finally works
+ Finally fixed, thank you
+ At last the refund arrived, phew
+ I never had a problem with this bank
+ They have never let me down
+ You can always rely on them
+ Checkout was easy and fast
+ Delivered on time and well packed
+ Exactly what I needed
+ Worth every penny
+ I would recommend it to anyone
+ Thanks for sorting it out so quickly
+ So grateful to the lady at the desk
+ I can't wait for the concert!
+ Counting down the days until we fly
+ Blown away by the view
+ Absolutely love the new colours
+ Best coffee in town
+ It was not expensive and very tasty
+ He wasn't rude, he was lovely
+ The driver was polite and helpful
+ What a pleasant surprise, an upgrade for free
+ Wow, I didn't expect a handwritten note
+ The doctor took away my fear, I am so relieved
+ Everything was clean and tidy
+ Smooth boarding, no delays
+ My parcel turned up after all, what a relief
+ I was worried about the surgery, but it went well
+ Fell in love with this hotel
+ The staff went above and beyond
+ You saved my holiday
+ Five stars, would book again
+ Happy with my purchase
+ It works like a charm
+ Hassle free from the first click
+ The queue was long but the food was excellent
+ Keep up the good work
+ It's simply perfect
+ I trust you with my house keys
+ Your engineer was brilliant
+ Over the moon with the result
+ I'm really impressed by the quality
+ No hidden fees, honest prices
+ Everything sorted within minutes
+ It used to be slow, now it is fast
+ Feels safe to pay here
+ Much better than before
+ I would love to learn more about the course
+ Is there a demo? I am curious how it works
+ Super friendly crew
+ Everything as described, very satisfied
+ Comfortable seats and a warm welcome
+ Great value for money
+ Made my day!
+ Kids had so much fun
+ 😍
+ 👍
+ 🎉🎉🎉
+ 🙏
+ ❤️
+ Great service 😀
+ Nice and quick, cheers
- Not helpful
- The app isn't working
- It doesn't work
- I am not happy with this
- Nobody answers the phone
- Still waiting for my refund
- On hold for an hour
- Let down by the hotel
- They hung up on me
- You charged me twice
- Double charged again
- I was ripped off
- The website crashed three times
- The third time I have to explain it
- Never again
- Worst experience ever
- They lost my bag
- My phone arrived broken
- No reply to my emails
- The staff were rude
- Kept me waiting all day
- The food was cold and tasteless
- It could have been better
- It would have been nice to be told
- It would be great if it worked
- Thanks for nothing
- The room was nice, but the noise was unbearable
- Great product, terrible support
- It worked fine until the update
- It used to be good
- Supposed to be quick, took ages
- Far from perfect
- Anything but friendly
- The soup was too salty and too cold
- Too expensive for what it is
- Hardly any help at all
- There was no help and no apology
- The instructions lack clarity, I am confused
- I don't understand this bill
- It makes no sense
- Why does it say pending?
- Which one is it? I'm confused
- I am worried that my card was hacked
- I can't sleep, I am so anxious about the results
- Is my data safe? I'm scared
- I'm afraid the parcel is lost
- There was a hair in my soup, disgusting
- The toilet was filthy
- It smells of mould
- Cockroaches in the kitchen, gross
- I'm so disappointed
- Not what I ordered
- Not worth the money
- A shame, I expected more
- Sadly it arrived damaged
- I am heartbroken that the shop is closing
- I cried when I saw it
- We miss the old menu so much
- This is outrageous, I want my money back
- You are thieves
- How dare you
- A complete waste of time
- I'm fed up with your chatbot
- The screen keeps freezing
- Late again, as always
- They cancelled my flight without notice
- I would not recommend it
- Don't buy it
- Wasn't impressed
- Never reliable, always late
- No longer works since Tuesday
- It isn't easy to find anything
- The driver shouted at my mother
- Overpriced and dirty
- I have been waiting for three weeks
- The lift is out of order again
- I couldn't get through to anybody
- Whatever, I don't care
- 😡
- 😢
- 👎
- 🤢🤮
- The bed was hard and the wifi useless 😤
- Didn't even say sorry
- Without any explanation they refused
"""


def _sign(text: str) -> str:
    valence = felt(read_words(text).words).valence
    return "0" if not valence else "+" if valence > 0 else "-"


ROWS: Final = [(row[0], row[2:]) for row in GOLDEN.strip().splitlines()]


def test_nearly_every_golden_sign_is_right() -> None:
    """At least 95 of 100 sentences are found to be as pleasant or unpleasant as anyone would say."""
    wrong = [f"{sign} {text}" for sign, text in ROWS if _sign(text) != sign]
    assert len(ROWS) >= 150
    assert len(wrong) <= len(ROWS) // 20, wrong


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("not only helpful", "+"),
        ("not helpful", "-"),
        ("no problem", "+"),
        ("a problem", "-"),
        ("too good", "-"),
        ("very good", "+"),
        ("finally works", "+"),
        ("nothing but praise", "+"),
        ("would be great if it worked", "-"),
        ("can't fault", "+"),
        ("thanks for nothing", "-"),
        ("couldn't be happier", "+"),
        ("could not be happier", "+"),
        ("couldnt be happier", "+"),
        ("no queue", "+"),
        ("slow but friendly", "+"),
        ("friendly but slow", "-"),
        ("the station opens at nine", "0"),
    ],
)
def test_turns_of_phrase(text: str, sign: str) -> None:
    """What turns a feeling round, and what only looks as if it did."""
    assert _sign(text) == sign
