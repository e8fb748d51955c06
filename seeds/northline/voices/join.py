"""What people say while they join."""

from typing import Final

from seeds.northline.voices.words import Words

OFFER: Final = Words(
    glad=(
        "Finally an offer where the price in large print is the price I would pay.",
        "@maya,deniz Two phones and the internet for one price, that made me look twice.",
        "@ADS Saw it on the bus stop and actually laughed. Good start.",
        "@maya,deniz,rosa Half price for the first year, I sent it to my sister straight away.",
        "@deniz Did not expect a student price without having to ask for it.",
        "A friendly offer. No small stars behind the numbers for once.",
    ),
    calm=(
        "Looks fine. I would want to know what it costs after the first year.",
        "@ADS Saw the advert, have not made up my mind.",
        "One more offer among many, to be honest.",
        "Interesting, mainly because my contract ends in {days} weeks.",
        "I noticed the colours more than the price.",
        "Might be something. I will compare it with what I have.",
    ),
    lost=(
        "Is it {amount} a month for each phone or for all of them?",
        "I did not understand which part of the offer ends after a year.",
        "@WEB,ADS The advert and the website name two different prices.",
        "Too many little words under the price. I gave up reading.",
    ),
    cross=(
        "@WEB,ADS,SOCIAL Clicked on the offer and it was not for my postcode. Why show it to me then?",
        "@WEB,ADS The price went up by {amount} as soon as I opened the page.",
        "@ADS,SOCIAL Third advert this morning. It does not get better by repeating it.",
        "New customers get everything, those who stay get nothing.",
        "The offer on the poster had ended the day before.",
        "A free router, and then {amount} for sending it.",
    ),
)

PLANS: Final = Words(
    glad=(
        "@WEB,APP The table with three plans side by side was all I needed.",
        "@SHOP,CHAT He asked what we use it for and then crossed out two plans. Lovely.",
        "@john I could put my {days} lines in and saw the total at once.",
        "@SHOP,CHAT,PHONE They told me the smaller plan was enough. That is how you win me.",
        "Clear, short, done in {minutes} minutes.",
        "I found a plan without paying for things I never use.",
        "For once I knew what I was comparing.",
        "The student plan was marked from the start.",
    ),
    calm=(
        "I compared three plans. They differ in data, the rest is the same.",
        "It takes a while to see which one fits, but it is all there.",
        "@WEB,APP I would like to filter by contract length.",
        "@rosa,maya I wrote the numbers on a piece of paper, then it was clear enough.",
        "@john Wanted to see the price without VAT. Found it on the second page.",
        "I am between the M and the L plan, still thinking.",
    ),
    lost=(
        "What is the difference between Flex, Flex Plus and Plus Flex?",
        "@WEB,APP I opened every plan twice and still do not know what happens after 50 GB.",
        "@WEB,APP So many ticks and crosses that I could not see my plan any more.",
        "@WEB,APP Is the router in the price or not? One page says yes, one says no.",
        "@rosa,maya I read it three times. I think I need someone to read it with me.",
        "@rosa Data, fair use, priority data... I only want to call my grandchildren.",
        "I still could not tell you which plan is right for us.",
        "Is the discount in these prices, or does it come off later?",
        "What happens to my number if I take this one?",
    ),
    cross=(
        "@WEB,APP Every plan hides something. You find the activation fee at the very bottom.",
        "@WEB,APP Comparing takes {minutes} minutes because the page forgets what I picked.",
        "The plan I wanted was gone when I came back from lunch.",
        "@john No way to compare plans for a team. I had to build my own sheet.",
        "@APP Why can I only compare two plans at a time on a phone?",
        "Three plans, and none without things I do not need.",
        "The price I was told first was without the router.",
        "Nobody could tell me what it costs after the first year.",
    ),
)

COVERAGE: Final = Words(
    glad=(
        "@maya,rosa,deniz Full signal in the bedroom too, says the map. That settles it.",
        "@WEB,APP Typed in my address and had the answer in ten seconds.",
        "Good to know that fibre is on our street since spring.",
        "@PHONE,SHOP @john The lady checked all {days} sites with me on the phone. Very patient.",
        "At last a company that admits where the signal is weak.",
    ),
    calm=(
        "Coverage is all right here, nothing special.",
        "@WEB,APP,SHOP The map says good. We will see.",
        "@WEB,APP I checked home and work. Home is better.",
        "@WEB,APP It asked for my address, then for my house number again. Works, though.",
        "Good enough for us, I was told.",
        "Should be fine here, they say. The neighbours have it.",
        "Fair signal outside, a bit less in the cellar.",
    ),
    lost=(
        "@WEB,APP Dark green or light green, I cannot tell which one we are in.",
        "@WEB,APP Will it reach the attic? The map does not say, and I work up there.",
        "It says 'up to' 250. What does that mean for my house?",
        "I am afraid it will be like last time and stop at the front door.",
    ),
    cross=(
        "@WEB,APP,SOCIAL The map promises 5G. My neighbour, who has it, laughed.",
        "@rosa My address does not exist, apparently. I have lived here for forty years.",
        "Only copper on our side of the street. Disappointing.",
        "@WEB,APP Had to enter my address {days} times until it was accepted.",
        "Was told 'it should be fine'. Should?",
        "No fibre here until next year, and the slow line costs the same.",
        "Weak signal at exactly the place where I need it.",
    ),
)

TALK: Final = Words(
    glad=(
        "{agent} took the time to explain it without making me feel stupid.",
        "@SHOP The young man in the shop wrote everything down for me. A kind person.",
        "@CHAT,MESSENGER Asked in the chat at eleven at night and got a real answer.",
        "She knew the plan better than the website does, and she was honest about it.",
        "I asked for a person and there was one. Thank you, {agent}.",
        "@PHONE,CHAT,MESSENGER @john,maya,rosa He offered to call me back at seven, and did call at seven.",
        "Five minutes with {agent} were worth more than an evening on the website.",
    ),
    calm=(
        "Talked to someone, got the same answer as on the website.",
        "A normal conversation. They were polite.",
        "I waited {minutes} minutes, then it went quickly.",
        "Was told I would get it by email. It came the next day.",
    ),
    lost=(
        "Two people told me two different prices. Which one is right?",
        "@PHONE,SHOP She spoke so fast that I only said yes at the end.",
        "@SHOP I came out with a leaflet and more questions than before.",
        "I was not sure whether I had just agreed to something.",
    ),
    cross=(
        "@PHONE {minutes} minutes of music to ask one question.",
        "Told my story three times to three people.",
        "@CHAT,MESSENGER The bot kept sending me the same link. I know the link.",
        "@SHOP,PHONE He wanted to sell me a television. I came for a telephone.",
        "I was promised a call back on {weekday}. Nobody called.",
    ),
)

CHECKOUT: Final = Words(
    glad=(
        "@SHOP He filled it in with me and turned the screen so that I could see.",
        "@SHOP Signed in one place, got it on paper, went home happy.",
        "She read the total to me twice before I said yes. I liked that.",
        "It was done before my coffee was cold.",
        "No pressure, no extras. Just the order.",
    ),
    calm=(
        "Ordered. It was all right.",
        "A lot of questions, but I understand why.",
        "@SHOP It took {minutes} minutes, most of it typing my name.",
        "@SHOP Fine. The printer did not work, so I got it by email.",
    ),
    lost=(
        "I am not sure whether I ordered one or two SIM cards.",
        "Why do they need my bank details before I see the total?",
        "@SHOP I signed on a little screen and could not read what it said.",
    ),
    cross=(
        "@SHOP The price at the till was {amount} more than on the poster.",
        "@PHONE,SHOP I had to give my address twice, and they still spelled it wrong.",
        "There was a fee nobody had mentioned.",
        "Halfway through they found that the plan had changed overnight.",
        "More questions than at the bank.",
    ),
)

CHECKOUT_WEB: Final = Words(
    glad=(
        "Three steps and done. Best checkout I have seen in years.",
        "The total was on the screen the whole time. That is how it should be!",
        "@john I ordered fifteen lines in one go and could upload the list. Brilliant.",
        "It remembered everything when I came back after lunch. Love it.",
        "Paid, confirmed, confetti. I had to smile.",
        "No hidden fee, no extra click, no account needed. Wow.",
        "I kept waiting for the catch on the last page. There was none.",
        "@maya {minutes} minutes from the first click to the confirmation, with a baby bump and a cold tea.",
        "Someone thought about this page. It even told me what happens next.",
        "@john The invoice address was a separate field. You would not believe how rare that is.",
    ),
    calm=(
        "The checkout worked. Nothing to add.",
        "Ordinary checkout, a little long.",
        "@john I would have liked to pay by invoice, but the card was fine.",
    ),
    lost=(
        "I was not sure whether the discount had been taken off already.",
        "Do I pay today or when it arrives?",
    ),
    cross=(
        "It did not take my card the first time.",
        "The voucher field is too easy to miss. I found it afterwards.",
    ),
)

CHECKOUT_APP: Final = Words(
    glad=(
        "It went through on the second try, and then it was quick.",
        "Paying by fingerprint worked at least. One tap.",
        "Managed it in the end, and the confirmation was nice.",
    ),
    calm=(
        "I put it in the basket in the app and ordered on the laptop.",
        "It is a website inside the app, so it behaves like one.",
    ),
    lost=(
        "The wheel was spinning and I did not dare to press again. Did I order twice?",
        "It jumped back to the start. Is my order in or not?",
        "The keyboard covers the total, so I never saw what I was paying.",
        "It says session expired. I only went to fetch my card.",
    ),
    cross=(
        "The app crashed on the payment page. Twice. Basket gone.",
        "@john Typed in fifteen lines, pressed back once, everything was empty. Never again on a phone.",
        "{minutes} minutes for one order, and then 'something went wrong'. Yes. It did.",
        "Logged out in the middle of paying. Who builds something like this?",
        "The button is under the keyboard. You have to turn the phone round to press it.",
        "It asked for my address three times and then did not accept my postcode.",
        "I just want to pay you. Please let me pay you.",
        "Photo of my card refused {days} times, then the app closed itself.",
        "In the app it is {amount} more than on the website. Same plan, same day.",
        "@maya,deniz I do everything on my phone and the one thing that fails is giving you money.",
    ),
)

IDENTITY: Final = Words(
    glad=(
        "He looked at my passport, smiled, done.",
        "Quicker than I thought: two minutes and a friendly word.",
        "I feel safer knowing that nobody else can take out a contract in my name.",
        "@rosa,maya They even had a chair for me.",
    ),
    calm=(
        "Showed my ID. They copied it. That was that.",
        "It has to be done, I suppose.",
        "Went there after work and queued for {minutes} minutes.",
        "Passport, signature, stamp.",
    ),
    lost=(
        "What do they do with the copy of my passport?",
        "My ID still has my old name. I was afraid they would turn me away.",
        "I did not know I had to bring a bill with my address on it.",
    ),
    cross=(
        "I had to travel to a shop to show a card. In this century.",
        "@rosa,deniz Two buses and {minutes} minutes of waiting for one look at my ID.",
        "@maya,john,deniz Ordered online, and then I have to go to a shop anyway? Nobody said that.",
        "@john,maya The shop closes at six. So do I.",
        "Sent home because the reader was broken.",
    ),
)

IDENTITY_APP: Final = Words(
    glad=(
        "Held my ID up to the camera and it was through. Nice surprise.",
        "No trip to the shop any more, thank goodness.",
        "@maya,deniz,john Did it on the sofa at midnight. Worked the first time.",
        "@rosa,maya {agent} on the video call was very calm with my shaky hands.",
    ),
    calm=(
        "Photo of the front, photo of the back, photo of me. Fine.",
        "It took two tries because of the light.",
        "Checked and confirmed after {minutes} minutes.",
    ),
    lost=(
        "I do not like showing my face to a phone. Where does that picture go?",
        "It says 'under review'. Since yesterday. Is that bad?",
        "Turn your head, blink, hold still. I did all of it and do not know if it worked.",
        "Is it normal that it wants to see my whole room?",
    ),
    cross=(
        "'Too dark.' 'Too bright.' 'Too blurred.' I gave up after {days} tries.",
        "The app does not accept the new ID card. The new one!",
        "It made me start again from the first photo every time.",
        "My passport is fine for the border but not for Northline.",
    ),
)

DELIVERY: Final = Words(
    glad=(
        "@IN_PERSON,APP,SMS A day early! I was still in my pyjamas.",
        "@SMS,APP,EMAIL The message with the hour was right to the minute.",
        "@IN_PERSON The courier carried the box up to the fourth floor. Thank you.",
        "@john All fifteen SIM cards, each with a name on it. Perfect.",
        "The little card in the box with 'hello' on it was sweet.",
        "Everything in the box, nothing missing, and easy to open.",
        "Came exactly when they said it would.",
        "Faster than I had dared to hope.",
    ),
    calm=(
        "Arrived on {weekday}, as announced.",
        "Parcel came. The box was bigger than it had to be.",
        "@SMS,APP,EMAIL Picked it up at the parcel shop, no problem.",
        "Delivered, not opened yet.",
    ),
    lost=(
        "@SMS,APP,EMAIL It says delivered. There is nothing here.",
        "Two parcels with one name on them. Did I order two?",
        "I cannot wait at home all {weekday} and I do not know how to tell them.",
    ),
    cross=(
        "@maya,john,deniz Took a day off for a parcel that came on {weekday} instead.",
        "@SMS,APP,EMAIL Left at a neighbour I have never met.",
        "@SMS,APP,EMAIL {days} days late, and the tracking said 'on its way' the whole time.",
        "SIM cards arrived, router did not. So I have half an internet.",
        "The box was dented and the cable was missing.",
        "Was told a morning, came in the evening.",
    ),
)

FIRST_USE: Final = Words(
    glad=(
        "Plugged it in and it just worked. I did a little dance.",
        "@maya Video call with my mother in full colour. I cried a bit.",
        "@deniz Four of us gaming at once and nobody shouted. Heaven.",
        "@john The whole team was moved over by {weekday} morning. Not one call missed.",
        "@rosa My grandson is as clear as if he sat at the table.",
        "@deniz So fast! Downloaded the lecture before the kettle boiled.",
        "@APP The app led me through it with pictures. Even I could do it.",
        "@maya,rosa Everything on the first evening. I had kept a whole weekend free for it.",
        "@john,maya It found the printer by itself. I am in love.",
    ),
    calm=(
        "It works. As it should.",
        "Set up in {minutes} minutes, one restart.",
        "Had to look for the password. It is under the box.",
        "A bit faster than my old one, I think.",
    ),
    lost=(
        "The light is orange. Is orange good?",
        "It wants an activation code. Which of the three numbers is that?",
        "@rosa,maya I did not dare to unplug the old box.",
    ),
    cross=(
        "Online for an hour, then nothing for the rest of the evening.",
        "@john The number was not moved over. My fitters could not call me all day.",
        "{minutes} minutes on the first evening just to get past the welcome screen.",
    ),
)
