"""What single words say: yes or no, all well or something wrong, and which words are each other's opposite. Data."""

from resolutionflow.flows.matching.words import stem


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


YES = _set(
    "yes yea yeah yep yup ye yess yeh yh aye sure correct right exactly affirmative absolutely definitely indeed "
    "certainly true totally ofcourse"
)
NO = _set("no nope nah naw noo negative never nay incorrect wrong false na")
NEGATORS = _set(
    "not no never none nothing nobody neither nor without cannot hardly barely scarcely unable fails failed fail "
    "stopped stops refuses refused refuse lack lacks lacking zero nowhere isnt arent wasnt werent dont doesnt didnt "
    "cant couldnt wont wouldnt hasnt havent hadnt shouldnt aint unlikely nope nah missing absent "
    "dosent doesent dosnt doesnot didnot isnot dontt didint dint cannnot cnt wasent havnt hasent couldent wouldent"
)
FAILING = _set(
    "unable fails failed fail stopped stops refuses refused refuse lack lacks lacking hardly barely scarcely unlikely "
    "without zero missing absent"
)
SHOWS = _set("show shows showing shown listed appear appears marked reported displayed displays same far known")
"""What stands before an "as" that begins no condition: "it shows as connected"."""
THEN_A_VERB = _set("fails failed fail stopped stops refuses refused refuse")
"""Deny by themselves; with a "not" before them they affirm: "it never fails to start"."""
STATES = _set("on off same only up down all more before after own")
AFTER_NO = _set("the my its his her our not nothing none")
ALSO_A_STATE = _set("missing absent right correct fails failed fail stopped stops ok okay wrong incorrect")
SUBJECTS = _set("i it they we there my the")
FINITE = _set(
    "is are was were do does did has have had can could will would isnt arent wasnt werent dont doesnt didnt "
    "cant couldnt wont wouldnt hasnt havent hadnt cannot"
)
EMPHATIC = _set("do does did indeed definitely certainly")
AUXILIARIES = _set(
    "is are was were am be been being do does did has have had can could will would should may might must "
    "isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt hasnt havent hadnt shouldnt aint cannot"
)
PRONOUNS = _set("i it they he she we you this that those these there one mine he's all both everything none nothing")
CONDITIONS = _set("when whenever while if as once after before upon since until unless during where although though")
BREAKS = _set("but however except although though because so which then still yet and or") - {"still", "yet", "or"}
UNSURE = (
    "not sure", "unsure", "dont know", "do not know", "no idea", "cant tell", "can not tell", "cannot tell",
    "hard to tell", "hard to say", "dont understand", "do not understand", "not certain", "no clue", "dunno",
    "didnt check", "did not check", "havent checked", "have not checked", "havent tried", "have not tried",
    "cant check", "could not check", "couldnt check", "cannot check", "how do i", "how can i", "how would i",
    "what do you mean", "where is", "where can i", "which one", "hang on", "hold on", "one moment", "let me check",
    "let me see", "wait a", "not familiar", "never checked", "idk",
)  # fmt: skip
HEDGES = _set("maybe perhaps possibly probably might guess think seems seem suppose somewhat sometimes occasionally")

GOOD = _stems(
    "fine ok okay good well great normal normally properly proper perfect perfectly correctly correct stable steady "
    "healthy clean intact solid secure secured securely firm firmly smooth smoothly works working work fixed solved "
    "resolved helped better alright regular standard usual expected functional functioning functions operational "
    "undamaged unbroken fully success successful succeeded succeeds recovered cured sorted online reachable "
    "easy easily effortlessly tight tightly tightened straight immediately cool even evenly uniform uniformly"
)
BAD = _stems(
    "broken break breaks loose noise noisy noises error errors fail failure failing failed fault faulty defective "
    "damage damaged worn wear leak leaks leaking leakage drip dripping drips dirty corroded corrosion smoke smoking "
    "burn burning burnt burned overheat overheating overheats hot hard stuck frozen freeze freezes freezing crash "
    "crashes crashing crashed blown blow short vibrate vibration vibrates vibrating shake shakes shaking shaky wobble "
    "wobbly bumpy pull pulls pulling uneven unevenly problem problems trouble issue issues wrong bad badly poor "
    "poorly dead slow sluggish stall stalls stalling misfire misfires clunk clunking tick ticking squeal squeals "
    "squealing grind grinding rattle rattling hum cracked crack cracks bent weak dim flicker flickers "
    "flickering blank blurry distorted corrupt corrupted offline unreachable disconnected disconnects drop drops "
    "dropping dropped timeout denied rejected refused expired locked invalid empty jam jammed stained scratched "
    "scratches rough stiff sticky sticking sticks slip slips slipping spongy soft rust rusty rusted clogged blocked "
    "wet damp moisture burst flat bald dull foggy lag lags laggy lagging abnormal unusual unusually strange weird odd "
    "down warning alarm beep beeps beeping virus infected unstable intermittent intermittently hit collision collided"
)
FUNCTIONS = _stems(
    "boot boots start starts crank cranks connect connects connected print prints load loads charge charges charging "
    "respond responds detect detects detected recognize recognizes recognized sync syncs open opens ring rings login "
    "ping pings spin spins display displays reach reaches play plays receive receives send sends update updates"
)
"""What a thing is for: a question whether it does this is answered yes when all is well."""
RESOLVED = (
    "works now", "working now", "fixed it", "fixed now", "solved it", "did the trick", "that helped", "its back",
    "it is back", "back online", "back to normal", "not anymore", "not any more", "no longer", "all good", "it worked",
    "that worked", "sorted", "problem gone", "is gone", "went away", "good now", "fine now",
)  # fmt: skip
UNRESOLVED = (
    "no change", "nothing changed", "no difference", "no luck", "no joy", "still the same", "same thing",
    "same issue", "same problem", "same error", "didnt help", "did not help", "no effect", "no better",
    "no improvement", "didnt work", "did not work", "not working", "doesnt work", "does not work", "still not",
    "still no", "still nothing", "as before", "nothing happened", "nothing happens", "no avail",
)  # fmt: skip

_OPPOSITES = """
loose slack : tight tightly tightened secure secured firm firmly fixed snug fastened
hard stiff heavy difficult tough : easy easily soft light smooth smoothly effortless ease
hot warm overheat overheating heated : cool cold chilly normal ambient mild
dirty filthy unclean corroded dusty grimy : clean cleaned spotless
on lit lights glows glowing bright illuminated : off dark unlit
working works work functional operational fires runs running : broken dead faulty defective stopped inoperative
connected attached plugged : disconnected detached unplugged loose
online reachable up : offline unreachable down
enabled active activated : disabled inactive deactivated
open opened opens : closed shut closes
full charged : empty drained low discharged flat
high higher increase increases increased more faster rises rise : low lower decrease decreases decreased less slower
reduce reduces reduced decrease decreases lessen lessens weaken diminish lower less better : increase increases same
reduce decrease lessen : constant persists remains continues worse worsens stronger higher more unchanged
uneven unevenly unequal irregular : even evenly uniform uniformly equal equally
bumpy rough : smooth smoothly stable comfortable normal
pull pulls pulling drift drifts veer veers : straight center centered stable
flat : inflated round
all always constantly continuously constant : intermittently intermittent sometimes occasionally rarely never partly
automatically itself automatic : manually manual
damaged damage worn cracked bent blown : intact undamaged fine new
same equal matches match identical equals : different differs lower higher less
before : after
left : right
fast quick quickly : slow slowly
present installed detected recognized found visible shows : missing absent undetected unrecognized gone
freeze freezes frozen hang hangs : responsive responds
start starts boot boots : stops stop stalls
loud noisy noise : quiet silent silently quietly
thick : thin
wet moist : dry
blank black : picture image desktop
stationary still parked motionless : moving driving
wired cable : wireless wifi
only single : many several multiple all
hibernate : sleep
success successful succeeded passes passed pass : fail failed fails failure error
yes : no
correct right : wrong incorrect
locked : unlocked
valid : expired invalid
new : old
internal : external
allowed granted : denied rejected blocked refused
everyone everybody all : only just
blinking flashing blink flash blinks flicker flickers flickering : steady solid
"""


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in filter(None, _OPPOSITES.splitlines()):
        one, other = (_stems(side) for side in line.split(":"))
        for here, there in ((one, other), (other, one)):
            for word in here:
                found.setdefault(word, set()).update(there - here)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _opposites()

_ALIKE = """
wheel tire tyre
turn rotate move spin rotating turning moving spinning rotates turned moved rotation
boot start startup boots starts
see show display appear visible shows notice observe
blink blinking flash flashing blinks flashes
freeze hang unresponsive lock freezes stuck frozen respond
shut off turnoff shutdown
hot warm heat temperature
dirty unclean dirt filthy
working works function operate work functional
noise sound noises
screen display monitor
computer laptop pc machine notebook
error message warning
internet network connection
detect recognize find found detected
voltage volts reading
same equal match
lamp light bulb
hit collide collision crash
vibrate vibration shake
reduce decrease lessen less better slower
leak drip dripping leaking leaks
pull drift veer
damage damaged damages
loose slack play
plug connect attach
fail fault faulty failure failed
print prints printed printing
open opens opened launch launches
password passcode credentials
"""


def _alike() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, _ALIKE.splitlines()):
        words = [stem(word) for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found


ALIKE = _alike()
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: float(number) for number, word in enumerate(_COUNTED, 2)} | {
    "zero": 0.0,
    "dozen": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "fifty": 50.0,
    "hundred": 100.0,
}
"""Numbers in words; "one" is left out, for it is mostly a thing: "the second one"."""
TROUBLE = _stems("problem problems issue issues trouble troubles wrong difference serious")
"""What is denied when all is well, whatever was asked: "no problem there"."""
ORDINALS = {
    word: place
    for place, words in enumerate(
        (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"))
    )
    for word in words
}
