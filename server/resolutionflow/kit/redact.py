"""Masks secrets in text by pattern, before it leaves the product."""

import re

MASK = "[masked]"

_NAMED = (
    r"pass(?:word|wort|wd|phrase|code)?|kennwort|mot de passe|mdp|contrase(?:ñ|n)a|clave|wachtwoord|senha|pwd|pw|"
    r"secret|client[_ -]?secret|api[_ -]?key|access[_ -]?key|private[_ -]?key|account[_ -]?key|shared[_ -]?key|"
    r"(?:wi-?fi|wlan|network|security|encryption|product|licen[cs]e|activation)[_ -]key|psk|pin|otp|tan|token|"
    r"access[_ -]?token|refresh[_ -]?token|auth[_ -]?token|recovery[_ -]?(?:key|code)|backup[_ -]?code|"
    r"credentials?|creds"
)
_TELLING = r"(?=\S{0,200}[\d!#$%&*@^~])"
"""Ahead stands a word that looks like a secret: with a digit or a sign in it."""

_QUOTED = r"(?:\"[^\"\n]+\"|'[^'\n]+'|“[^”\n]+”|„[^“\n]+“)"
_ONE_TIME = r"(?:one[- ]time|verification|security|login|sign-in|sms|text|mfa|2fa|authenticator|access)[- ]code|otp|tan"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)", re.DOTALL), MASK),
    (re.compile(r"\b(?:\d{6}[- ]){7}\d{6}\b"), MASK),  # BitLocker recovery key
    (re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"), MASK),  # JSON web token
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), MASK),
    (
        re.compile(
            r"\b(?:gh[pousr]_|github_pat_|glpat-|glsa_|xox[abeprs]-|xapp-|sk-|sk_live_|sk_test_|rk_live_|rf_|npm_|pypi-|"
            r"hf_|dop_v1_|dckr_pat_|shpat_|lin_api_|figd_|SG\.|ATATT|ya29\.|AGE-SECRET-KEY-)[A-Za-z0-9._=-]{14,}"
        ),
        MASK,
    ),
    (re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"), MASK),
    (re.compile(r"(https://hooks\.slack\.com/services/)\S+"), rf"\1{MASK}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{12,}"), rf"\1 {MASK}"),
    (re.compile(r"(?i)\b((?:x-api-key|x-auth-token|set-cookie|cookie)\s*:\s*)\S[^\n]*"), rf"\1{MASK}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,200}):[^\s/@]{1,200}@"), rf"\1:{MASK}@"),
    (
        re.compile(
            r"(?i)([?&](?:access_token|auth_token|api_?key|token|key|sig|signature|code|pwd|password|secret|auth)=)[^&\s]+"
        ),
        rf"\1{MASK}",
    ),
    (re.compile(rf"(?i)\b(ConvertTo-SecureString\s+(?:-String\s+)?)(?:{_QUOTED}|[^\s-]\S*)"), rf"\1{MASK}"),
    (re.compile(r"(?i)\b(net\s+user\s+(?:/\S+\s+)*[^\s/]\S*\s+)(?![/*])\S+"), rf"\1{MASK}"),
    (re.compile(r"(?i)(\s(?:-u|--user|-U)[ =]?[^\s:]{1,100}:)\S+"), rf"\1{MASK}"),
    (
        re.compile(rf"(?i)\b((?:{_NAMED})s?\b[\"']?)(\s*(?:[:=]|->|→)\s*)(?!ConvertTo-)(?:{_QUOTED}|[^\s,;]+)"),
        rf"\1\2{MASK}",
    ),
    # a code sent to a phone, in one piece or in groups
    (re.compile(rf"(?i)\b((?:{_ONE_TIME})\b[^\d\n]{{0,25}})\d(?:[ -]?\d){{3,9}}\b"), rf"\1{MASK}"),
    # "the password is wrong" says nothing secret: after "is" only what looks like a secret is masked
    (
        re.compile(
            rf"(?i)\b((?:{_NAMED})s?\s+(?:is|was|ist|war|lautet|est|es|era)\s+(?:now\s+|jetzt\s+|set to\s+)?)"
            rf"(?:{_QUOTED}|{_TELLING}[^\s,;]+)"
        ),
        rf"\1{MASK}",
    ),
    # "reset his password to …", "mit dem Kennwort …"
    (
        re.compile(rf"(?i)\b((?:{_NAMED})\b[^\n:=]{{0,30}}?\s(?:to|auf|en|par|a)\s+)(?:{_QUOTED}|{_TELLING}[^\s,;]+)"),
        rf"\1{MASK}",
    ),
    (
        re.compile(rf"(?i)\b((?:{_NAMED})\s+)(?:{_QUOTED}|(?=\S{{0,100}}\d)(?=\S{{0,100}}[A-Za-z])[^\s,;.]{{6,}})"),
        rf"\1{MASK}",
    ),
    # "logged in as bob / Hunter2!"
    (
        re.compile(
            rf"(?i)\b((?:log(?:ged )?in|signed? in|user(?:name)?|account)\b[^\n/]{{0,40}}\s/\s){_TELLING}[^\s,;]+"
        ),
        rf"\1{MASK}",
    ),
    (
        re.compile(
            r"(?i)\b((?:security|secret) (?:answer|question)[^\n:=]{0,60}?(?:\bis|[:=])\s*|maiden name (?:is|:)\s*)\S+"
        ),
        rf"\1{MASK}",
    ),
    # product keys, and groups of recovery codes
    (re.compile(r"\b(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}\b"), MASK),
    (
        re.compile(
            r"(?i)\b((?:recovery|backup|scratch) codes?\b[^\n\d]{0,20}?[:\s]\s*)"
            r"(?:(?=[A-Za-z-]{0,20}\d)[A-Za-z0-9-]{4,24}[\s,;]*){1,16}"
        ),
        rf"\1{MASK} ",
    ),
    (
        re.compile(
            r"(?i)(\s(?:-p|--password|/password|/pass|-Password)[ :=])(?:\"[^\"\n]+\"|'[^'\n]+'|(?!\d{1,5}\b)\S+)"
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"\b(?:\d[ -]?){12,18}\d\b"), MASK),
)
_CARD = _PATTERNS[-1][0]


def redacted(text: str) -> str:
    """Return ``text`` with what looks like a secret masked: named passwords, keys, tokens, card numbers."""
    for pattern, mask in _PATTERNS[:-1]:
        text = pattern.sub(mask, text)
    return _CARD.sub(lambda found: MASK if _is_card(found[0]) else found[0], text)


def _is_card(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
