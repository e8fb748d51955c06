"""What people say while their line is down."""

from typing import Final

from seeds.northline.voices.words import Words

NOTICE: Final = Words(
    glad=(
        "Got the message before I noticed anything myself. Good.",
        "At least you told me first. That takes the sting out of it.",
        "@SMS The text said what, where and how long. More like this please.",
        "Told early, with a time. I could rearrange my morning.",
    ),
    calm=(
        "Line went at half past eight. Message came at nine.",
        "I saw the router blink and waited.",
        "@SMS Told by a text that there is an outage. Well, yes.",
    ),
    lost=(
        "@rosa I picked up the telephone and there was nothing. I was quite frightened.",
        "Is it me, is it the street, is it the whole town? Nobody says.",
        "@priya,john A client is waiting and I do not know if this is two minutes or two days.",
        "@rosa,priya Everything went quiet in the house. I did not know whom to ask.",
        "@rosa,deniz Is it something I did? I only moved the box.",
        "@priya I have a live job in {minutes} minutes and the line is dead. My heart is racing.",
    ),
    cross=(
        "Down again. Third time this month.",
        "@priya,john I found out from my clients. From my clients!",
        "Not one message. The whole street knew before you did.",
        "@priya Mid-sentence in a conference and gone. Do you know what that costs me?",
        "@deniz Raid lost, flatmates screaming, no word from Northline. Classic.",
        "@john Two vans are standing still because nobody can reach them.",
        "The notice came {minutes} minutes after the outage had started.",
        "You send me adverts every day, but not one word when it breaks.",
    ),
)

STATUS: Final = Words(
    glad=(
        "@WEB,APP The map showed our street in red. At last some certainty.",
        "@WEB,APP Finally a page that admits there is a fault. I could plan my day.",
        "Updated every ten minutes, with an honest 'we do not know yet'. I respect that.",
        "It said 14:30 and it was back at 14:20.",
    ),
    calm=(
        "@WEB,APP The page says 'we are working on it'.",
        "Checked it {days} times, the time was moved twice.",
        "@WEB,APP I could read it on my phone, so I knew roughly.",
        "@WEB,APP It would help to get a message instead of looking all the time.",
        "It says they are on it. Fine.",
        "The estimate was off by an hour. I had expected worse.",
    ),
    lost=(
        "It says 'partial degradation'. Is that my house or not?",
        "@priya All green on the page, all dark in my attic. Which one is wrong?",
        "They say two hours. Two hours from when?",
        "@WEB,APP I need to be online to find out why I am not online?",
        "@WEB,APP I keep pressing reload and my stomach keeps turning.",
    ),
    cross=(
        "@WEB,APP,SOCIAL Everything is operational, says the page. Everything is not.",
        "The estimate moved by an hour, every hour, the whole day.",
        "@WEB,APP,SOCIAL Your status page was down as well. You could not make it up.",
        "'Soon' is not a time.",
        "@WEB,APP Had to log in to see an outage. With what internet?",
    ),
)

CONTACT: Final = Words(
    glad=(
        "@PHONE {agent} was wonderful and stayed on the line until I was calmer.",
        "A real person after {minutes} minutes. I could breathe again.",
        "She said 'I can see it here', and a weight came off my shoulders.",
        "@PHONE @rosa He called me back on my neighbour's phone, as promised. Bless him.",
    ),
    calm=(
        "Reported the fault. They have a number for it now.",
        "They were polite and could not say when.",
        "@CHAT,MESSENGER The chat took my details and passed them on.",
    ),
    lost=(
        "@PHONE,SHOP @rosa The lady was very kind, but I am still alone here without a telephone.",
        "@priya,john Friendly, quick, five stars. And I still do not know if I can work tomorrow.",
        "@PHONE,SHOP He did everything right and my hands were shaking all the same.",
        "@PHONE Lovely man. I hung up and was just as worried as before.",
        "@priya They could not have been nicer. But what if I lose this client?",
        "Top service, honestly. I just could not sleep, waiting for it to come back.",
        "She answered every question except the one that matters: when?",
        "@PHONE I was so afraid the call would drop before they had my address.",
        "@john Very helpful. My team starts at seven and I still have no line. That worries me.",
        "@CHAT,MESSENGER The chat was great, but I kept staring at it, afraid it would freeze too.",
    ),
    cross=(
        "@PHONE,CHAT {minutes} minutes of waiting with two per cent of battery left.",
        "@PHONE,CHAT,MESSENGER Was asked to restart the router. I had restarted the router. Four times.",
        "@PHONE The line dropped while I was in the queue, and I was last again.",
        "@CHAT,MESSENGER Explained it to the bot, then to {agent}, then to someone else.",
        "They knew less than I did.",
        "'Nothing we can do from here.' Then who can?",
        "@SHOP I was sent from one desk to the next with a dead router in my bag.",
    ),
)

DIAGNOSIS: Final = Words(
    glad=(
        "@PHONE,CHAT He found it in five minutes: a card in the cabinet down the road.",
        "@APP The app ran a test and told me in plain words what was broken.",
        "@PHONE,CHAT She explained what they were measuring. I learned something.",
        "Good to hear it was not my fault.",
        "It took a while, but now we know what it is.",
        "They did not guess, they measured.",
        "Somebody finally looked at the whole line.",
    ),
    calm=(
        "They tested the line and it was the line.",
        "@PHONE,CHAT Plug this out, plug that in. Result: someone has to come.",
        "The test took {minutes} minutes.",
        "Interesting to see how many things they can check from far away.",
    ),
    lost=(
        "@PHONE,CHAT He asked which light was on. There are seven.",
        "@PHONE Attenuation, sync loss... I nodded, but on the phone nobody sees that.",
        "First they said it was the router, then the cable, then the street. What now?",
        "If it is 'intermittent', how will I ever know that it is mended?",
    ),
    cross=(
        "The same three tests as yesterday, with the same result.",
        "@APP The test says everything is fine. I am on my hotspot, so it is not.",
        "@PHONE,CHAT Crawled under the desk for {minutes} minutes to read out a number nobody needed.",
        "They closed my case because the line 'answered once'.",
    ),
)

TECHNICIAN: Final = Words(
    glad=(
        "{agent} took off his shoes, mended it, and showed me what had been wrong.",
        "In and out in {minutes} minutes, and it is faster than ever.",
        "@priya,rosa He stayed until my video call worked. I could have hugged him.",
        "She replaced the whole socket, not just the fuse. Proper work.",
        "@john Came at seven, as we had asked, and the vans were out by eight.",
        "@rosa,priya He wrote his number on the box, in case. That alone let me sleep.",
        "Finally someone who listened. Problem gone.",
        "@priya,john The technician was the first one who asked what I use the line for.",
    ),
    calm=(
        "Technician came on {weekday}, changed a part, left.",
        "He was here at the end of the window, but he was here.",
        "A different one than last time. Works now.",
    ),
    lost=(
        "He said it should hold. 'Should'.",
        "I did not know I had to be in all day, and nearly missed him.",
    ),
    cross=(
        "Waited from eight to four, and he came on {weekday}.",
        "He did not have the part with him. So another day without a line.",
        "A card in the door: 'sorry we missed you'. I was standing behind it.",
    ),
)

CONFIRMATION: Final = Words(
    glad=(
        "@SMS,APP,EMAIL One message: it is mended, here is why, here is your credit. Perfect.",
        "Back online. I can feel my shoulders come down.",
        "@SMS The text came the moment it worked again. Thank you.",
        "@PHONE They called to tell me. I could hear that they meant it.",
        "@EMAIL,APP @priya The proof for my client was attached without asking. Brilliant.",
        "A day's credit, and I did not even have to ask.",
    ),
    calm=(
        "@SMS,APP,EMAIL Message says it is repaired. It is.",
        "Confirmation came in the evening, I had noticed by noon.",
        "@SMS,APP,EMAIL Closed, ticket number so and so.",
        "It works again. That is all I wanted to know.",
        "Fixed, they say. I will believe it after a week.",
    ),
    lost=(
        "It says solved, but it does not say what it was. Will it come back?",
        "I still check the light every time I walk past.",
    ),
    cross=(
        "'Your fault has been repaired.' Not in this house.",
        "Marked as solved while I was still on the phone about it.",
        "@SMS,APP,EMAIL Three messages that it was fixed, all of them too early.",
    ),
)

FOLLOW_UP: Final = Words(
    glad=(
        "Customer says the line has held since {weekday} and was pleased that we asked.",
        "Spoke to Mrs R., all well, sends her regards to the technician.",
        "He had not expected a call. Said it was the first one that was not about money.",
    ),
    calm=(
        "Called, line is stable, nothing further.",
        "Reached on the second try. Asked for the cause of the fault in writing.",
        "Short call, customer was driving. Everything works.",
        "Wants to know how often we do these calls.",
    ),
    lost=(
        "Customer still wakes up to check the router. Asked whether it can happen again.",
        "She was not sure whether the box in the hall may be unplugged now.",
    ),
    cross=(
        "Line dropped twice since the repair. Customer asked why nobody had noticed.",
        "Customer said a call after {days} weeks is a little late.",
    ),
)
