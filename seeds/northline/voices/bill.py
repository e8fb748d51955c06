"""What people say about their bills, and about staying."""

from typing import Final

from seeds.northline.voices.words import Words

ARRIVES: Final = Words(
    glad=(
        "Same amount as always, on the first of the month. That is all I ask.",
        "@EMAIL Nice that the amount is in the subject line.",
        "@EMAIL @john The PDF came with VAT and all fifteen lines. My accountant is happy.",
        "@priya,john The credit for the outage was on it. I had not even asked.",
        "No surprises on it. Paid and forgotten.",
        "Came a week before it was due, so I could plan.",
        "One bill for everything now. I like that.",
    ),
    calm=(
        "Bill is here. I will look at it later.",
        "It arrived. {amount} more than last month, I think.",
        "@EMAIL One more mail among forty.",
        "@EMAIL Came by email, I would rather have it in the app.",
        "The usual.",
    ),
    lost=(
        "It is higher again and I do not know why. I hardly dare to open it.",
        "@EMAIL,SMS My stomach turns every time your name is in the inbox.",
        "I am always afraid there is something on it I forgot.",
        "Is this the bill or a reminder? It looks the same.",
    ),
    cross=(
        "{amount} more, without a word.",
        "@john The invoice came on the ninth. The books were closed on the fifth.",
        "Taken from the account before I had seen the bill.",
        "@rosa Paper bill cancelled without asking me. I do not have a printer.",
    ),
)

UNDERSTAND: Final = Words(
    glad=(
        "@PHONE,SHOP {agent} went through it with me line by line. Now I know.",
        "In the end it was simple, once somebody had explained it.",
        "@john Each line has a name now, so I can see who called abroad.",
        "I found last month next to this month, so I saw what had changed.",
        "The discount was where it should be. Good.",
        "It took some searching, but every line was explained.",
    ),
    calm=(
        "Four pages for one number.",
        "I only look at the total.",
        "I compared it with last month, it is about right.",
        "Asked what the {amount} was. It was the change of plan.",
    ),
    lost=(
        "What is 'pro rata adjustment, prior period'? I only changed my plan.",
        "@rosa I read it twice with my glasses and once with my neighbour's.",
        "Why are there two amounts, and why is neither of them what you took?",
        "There is a minus I cannot explain and a plus I cannot explain.",
        "@john,maya I do not know which of these lines belongs to which phone.",
        "Discount, counter-discount, basket credit. I feel stupid, and I can do sums.",
    ),
    cross=(
        "You need a degree to read this bill.",
        "@john I spend an hour every month matching fifteen lines by hand.",
        "The one figure I am looking for is on page four, in grey.",
        "Codes instead of words. Who is this written for?",
        "@PHONE,SHOP,WEB Asked a simple question about {amount} and was sent a link to the price list.",
    ),
)

UNDERSTAND_REWRITTEN: Final = Words(
    glad=(
        "The new bill page says in one sentence why it is {amount} more. Thank you!",
        "What changed since last month, right at the top. Finally.",
        "I understood my bill. I never thought I would write that.",
        "Tapped on a line and it told me in plain words what it was.",
        "@john My lines are grouped by cost centre now. Somebody listened.",
        "Much better than the old page. I did not have to call.",
    ),
    calm=(
        "New page. Took me a moment to find the PDF.",
        "Looks tidier. The amount is still the amount.",
        "I like the little chart, though I would not need it.",
        "Clear enough now.",
    ),
    lost=(
        "Easier than before, but I still do not get the first month's split.",
        "The page explains the change, not the VAT. I am still puzzled there.",
        "I could not find last year's bills on the new page.",
    ),
    cross=(
        "Prettier, but the fee of {amount} is still a fee.",
        "The new page hides the call list behind three clicks.",
        "You explain the increase very well. I still do not want to pay it.",
    ),
)

DISPUTE: Final = Words(
    glad=(
        "@PHONE,CHAT,SHOP She agreed with me in the first minute. I had come prepared for a fight.",
        "@EMAIL,CHAT I could mark the line and write one sentence. Good form.",
        "@PHONE,CHAT,SHOP He took my side. I had not expected that.",
        "I was believed straight away. It is a good feeling.",
        "Raised it in the evening, and somebody had read it by the morning.",
    ),
    calm=(
        "Sent in a complaint about {amount}. Waiting.",
        "Was told it takes ten working days.",
    ),
    lost=(
        "If I do not pay, do you cut me off? Nobody could tell me.",
        "@PHONE I was nervous to call. One feels like a beggar.",
        "I have three case numbers now and do not know which one counts.",
        "What if they do not believe me? I have nothing in writing.",
    ),
    cross=(
        "I have to prove that I did not order something. How would I prove that?",
        "@PHONE Fourth call about the same {amount}. Everybody is sorry, nobody corrects it.",
        "'The system does not allow it.' Then change the system.",
        "@PHONE,CHAT I was passed on {days} times and cut off at the end.",
        "You take the money in a second and need six weeks to think about giving it back.",
        "@EMAIL I sent it by mail with dates and times and got a form answer.",
        "A reminder fee on a bill I am disputing. That is shameless.",
        "No one may decide anything. I asked for someone who may. There is no such person.",
        "Charged for roaming at my own kitchen table.",
    ),
)

RESOLUTION: Final = Words(
    glad=(
        "Money back within two days, and an apology I believed.",
        "{agent} did not argue, just corrected it. What a relief.",
        "They took back more than I had asked for. Respect.",
        "@john,priya I got it in writing, with a name underneath. My accountant can file it.",
        "A mistake was made, somebody said so, and it was put right. That is all it takes.",
        "@rosa I told my daughter I had sorted it out by myself.",
        "@PHONE The credit is on the next bill and they called to tell me.",
    ),
    calm=(
        "Half of it was credited. I can live with that.",
        "Sorted after {days} days.",
        "It turned out I was wrong. They were nice about it.",
    ),
    lost=(
        "It says 'settled', but the amount has not come yet.",
        "I am not sure whether the credit was this month's or the next one's.",
    ),
    cross=(
        "A voucher. I wanted my {amount} back, not a voucher.",
        "It took {days} weeks for something they could see on the first day.",
        "'As a gesture of goodwill.' It was your mistake!",
        "Corrected on this bill, wrong again on the next.",
    ),
)

RENEWAL: Final = Words(
    glad=(
        "For once the loyal customer gets the better price. I was surprised.",
        "The offer fitted what I really use. Someone had looked.",
        "@APP,EMAIL More data for less money, two clicks. Why not.",
        "They told me a month before it ran out. That is fair.",
    ),
    calm=(
        "@EMAIL,APP An offer came. I put it aside.",
        "More data that I will not use.",
        "Same price, new phone. I like my old one.",
        "I would look at it if it were shorter.",
        "Interesting, if the {amount} stays for the whole two years.",
    ),
    lost=(
        "Is this a new contract or the old one? And from when?",
        "Do I lose my number if I say no?",
        "They said it would end by itself, now there is an offer. Did I miss something?",
    ),
    cross=(
        "New customers pay {amount} less. I checked.",
        "@rosa,john Twelve years with you, and the offer is a pink cover for a phone I do not have.",
        "@PHONE Third call about the renewal, always at dinner.",
        "'Only today.' I do not buy anything that is only today.",
        "Two more years for the same thing. That is not an offer.",
        "The offer costs more than what I have now. Who thinks of these things?",
    ),
)

DECIDE: Final = Words(
    glad=(
        "I am staying. It was made easy for me to go, and that is why.",
        "@john Renewed for the whole team, same person to call. Done.",
        "@WEB,APP I could see what I would save, and what I would lose. Good page.",
        "Another year. I feel well looked after here.",
        "Took the smaller plan and nobody tried to talk me out of it.",
        "@rosa,maya Kept what I have, that was all I wanted.",
    ),
    calm=(
        "Stayed, out of habit mostly.",
        "Decided for one more year, then we will see.",
        "I compared with two others. It is about the same everywhere.",
        "Month to month for now.",
    ),
    lost=(
        "@WEB,APP I pressed 'later' and hope that I did not press 'yes'.",
        "I do not know if I may leave before {weekday}.",
        "It is hard to tell what I would pay in the second year.",
    ),
    cross=(
        "@WEB,APP Leaving. It took {minutes} minutes to find the button.",
        "@PHONE,SHOP,SOCIAL I wanted to leave and was made to talk to three people first.",
        "Stayed because leaving is too much trouble. Not a compliment.",
    ),
)
