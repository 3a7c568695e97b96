"""Replies to steps with other answers than yes and no, written for this project: `(step, labels, reply, right label)`.

The right label is a place from 0, or None where nothing must be selected. The measuring pack has questions of yes and
no only, so the weights of labels' own words come from here.
"""

FIXED = ("It works now", "Still the same")
LIGHTS = ("Solid green", "Blinking green", "Orange or red", "Off")
SPEED = ("Less than 5 Mbps", "5 to 50 Mbps", "More than 50 Mbps")
CABLE = ("Plugged in firmly", "Loose", "Not sure")
WHO = ("Only this user", "The whole office", "Don't know")
OUTLOOK = ("Password prompt", "Disconnected", "Not responding", "Something else")
YES_MORE = ("Yes, it prints", "No, still nothing")
POWER = ("Battery", "Mains adapter", "Docking station")
WIFI = ("Wi-Fi", "Cable", "Mobile hotspot")
SPACE = ("Less than 10 GB free", "10 GB or more free")
LOGIN = ("Fixed", "Not fixed")
AGE = ("Today", "Yesterday", "Last week or earlier")
ACCOUNT = ("Account locked", "Password expired", "Wrong password", "MFA prompt missing")
BOOT = ("Lights come on", "No lights")
PING = ("Replies come back", "Request timed out", "Host not found")
THREE = ("Yes", "No", "Don't know")

Q_ROUTER = "Switch the router off, wait ten seconds and switch it on again."
Q_LIGHT = "What does the light on the modem look like?"
Q_SPEED = "Run the speed test. What download speed does it show?"
Q_CABLE = "Look at the network cable at the back of the computer."
Q_WHO = "Who is affected?"
Q_OUTLOOK = "What does Outlook show?"
Q_PRINT = "Print a test page. Does it come out?"
Q_POWER = "What is the laptop running on?"
Q_WIFI = "How are they connected?"
Q_SPACE = "How much disk space is free on C:?"
Q_LOGIN = "Clear the cached credentials and sign in again. How did it go?"
Q_AGE = "When did it start?"
Q_ACCOUNT = "What does the sign-in page say?"
Q_BOOT = "Press the power button. What happens?"
Q_PING = "Ping the default gateway. What comes back?"
Q_VPN = "Does the VPN client show as connected?"
Q_VOLT = "Does the battery read more than 12 Volts?"

WRITTEN: tuple[tuple[str, tuple[str, ...], str, int | None], ...] = (
    (Q_ROUTER, FIXED, "that did the trick, thanks", 0),
    (Q_ROUTER, FIXED, "works now", 0),
    (Q_ROUTER, FIXED, "it is working again", 0),
    (Q_ROUTER, FIXED, "yes that fixed it", 0),
    (Q_ROUTER, FIXED, "no change", 1),
    (Q_ROUTER, FIXED, "still the same", 1),
    (Q_ROUTER, FIXED, "nope, same as before", 1),
    (Q_ROUTER, FIXED, "it still doesn't work", 1),
    (Q_ROUTER, FIXED, "I'm back online", 0),
    (Q_ROUTER, FIXED, "didn't help", 1),
    (Q_ROUTER, FIXED, "how do I switch it off?", None),
    (Q_ROUTER, FIXED, "hang on, I'm walking over there", None),
    (Q_LIGHT, LIGHTS, "it's solid green", 0),
    (Q_LIGHT, LIGHTS, "green, not blinking", 0),
    (Q_LIGHT, LIGHTS, "it keeps blinking green", 1),
    (Q_LIGHT, LIGHTS, "flashing green light", 1),
    (Q_LIGHT, LIGHTS, "it's red", 2),
    (Q_LIGHT, LIGHTS, "orange I think", 2),
    (Q_LIGHT, LIGHTS, "there's no light at all, it is off", 3),
    (Q_LIGHT, LIGHTS, "off", 3),
    (Q_LIGHT, LIGHTS, "the second one", 1),
    (Q_LIGHT, LIGHTS, "option 4", 3),
    (Q_LIGHT, LIGHTS, "I can't see it from here", None),
    (Q_SPEED, SPEED, "it says 3.2 Mbps", 0),
    (Q_SPEED, SPEED, "2", 0),
    (Q_SPEED, SPEED, "about 24 mbps down", 1),
    (Q_SPEED, SPEED, "23.8", 1),
    (Q_SPEED, SPEED, "112 Mbps", 2),
    (Q_SPEED, SPEED, "it reads 940 mbps", 2),
    (Q_SPEED, SPEED, "it won't load the page", None),
    (Q_CABLE, CABLE, "it was loose", 1),
    (Q_CABLE, CABLE, "the cable is in firmly", 0),
    (Q_CABLE, CABLE, "it is plugged in", 0),
    (Q_CABLE, CABLE, "not loose, it sits tight", 0),
    (Q_CABLE, CABLE, "I have no idea", 2),
    (Q_CABLE, CABLE, "not sure which one you mean", 2),
    (Q_WHO, WHO, "it's just me", 0),
    (Q_WHO, WHO, "only me as far as I know", 0),
    (Q_WHO, WHO, "everyone in the office has it", 1),
    (Q_WHO, WHO, "the whole floor is down", 1),
    (Q_WHO, WHO, "I don't know, nobody else is here", 2),
    (Q_OUTLOOK, OUTLOOK, "it asks for the password again and again", 0),
    (Q_OUTLOOK, OUTLOOK, "it says disconnected at the bottom", 1),
    (Q_OUTLOOK, OUTLOOK, "the window says not responding", 2),
    (Q_OUTLOOK, OUTLOOK, "it hangs, not responding", 2),
    (Q_PRINT, YES_MORE, "it printed", 0),
    (Q_PRINT, YES_MORE, "yes it came out", 0),
    (Q_PRINT, YES_MORE, "yep", 0),
    (Q_PRINT, YES_MORE, "nothing comes out", 1),
    (Q_PRINT, YES_MORE, "no", 1),
    (Q_PRINT, YES_MORE, "still nothing", 1),
    (Q_PRINT, YES_MORE, "it doesn't print", 1),
    (Q_POWER, POWER, "on battery", 0),
    (Q_POWER, POWER, "the adapter is plugged in", 1),
    (Q_POWER, POWER, "it sits in the docking station", 2),
    (Q_POWER, POWER, "it's in the dock", 2),
    (Q_WIFI, WIFI, "over wifi", 0),
    (Q_WIFI, WIFI, "Wi-Fi", 0),
    (Q_WIFI, WIFI, "I use a cable", 1),
    (Q_WIFI, WIFI, "not wifi, it's a network cable", 1),
    (Q_WIFI, WIFI, "through the hotspot of my phone", 2),
    (Q_SPACE, SPACE, "4 GB", 0),
    (Q_SPACE, SPACE, "there are 120 GB free", 1),
    (Q_SPACE, SPACE, "500 MB free of 237 GB", None),
    (Q_SPACE, SPACE, "1.2 TB", 1),
    (Q_LOGIN, LOGIN, "I'm in now, thank you", 0),
    (Q_LOGIN, LOGIN, "that worked", 0),
    (Q_LOGIN, LOGIN, "same error", 1),
    (Q_LOGIN, LOGIN, "no luck", 1),
    (Q_LOGIN, LOGIN, "it still rejects me", 1),
    (Q_AGE, AGE, "since this morning, so today", 0),
    (Q_AGE, AGE, "yesterday afternoon", 1),
    (Q_AGE, AGE, "last week", 2),
    (Q_ACCOUNT, ACCOUNT, "it says my account is locked", 0),
    (Q_ACCOUNT, ACCOUNT, "your password has expired", 1),
    (Q_ACCOUNT, ACCOUNT, "wrong password", 2),
    (Q_ACCOUNT, ACCOUNT, "I never get the MFA prompt", 3),
    (Q_ACCOUNT, ACCOUNT, "the third", 2),
    (Q_BOOT, BOOT, "no lights, nothing", 1),
    (Q_BOOT, BOOT, "the lights come on but no picture", 0),
    (Q_BOOT, BOOT, "lights are on", 0),
    (Q_PING, PING, "Request timed out. Request timed out.", 1),
    (Q_PING, PING, "it replies", 0),
    (Q_PING, PING, "could not find host", 2),
    (Q_VPN, THREE, "yes", 0),
    (Q_VPN, THREE, "it is connected", 0),
    (Q_VPN, THREE, "it says disconnected", 1),
    (Q_VPN, THREE, "no it isn't", 1),
    (Q_VPN, THREE, "no idea where to look", 2),
    (Q_VPN, THREE, "I don't know", 2),
    (Q_VPN, ("Yes", "No"), "I'm not sure how to check that", None),
    (Q_VPN, ("Yes", "No"), "where do I see that?", None),
    (Q_VOLT, ("Yes", "No"), "12.6", 0),
    (Q_VOLT, ("Yes", "No"), "it reads 11.8 volts", 1),
    (Q_VOLT, ("Yes", "No"), "only 9 V", 1),
    (Q_VOLT, ("Yes", "No"), "12.9V", 0),
)
