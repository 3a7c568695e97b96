"""Masks secrets in text by pattern, before it leaves the product."""

import re

MASK = "[masked]"

_NAMED = (
    r"pass(?:word|wort|wd|phrase|code)?|pwd|pw|secret|client[_ -]?secret|api[_ -]?key|access[_ -]?key|"
    r"private[_ -]?key|account[_ -]?key|shared[_ -]?key|psk|pin|otp|token|access[_ -]?token|refresh[_ -]?token|"
    r"auth[_ -]?token|recovery[_ -]?(?:key|code)|credentials?"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\Z)", re.DOTALL), MASK),
    (re.compile(r"\b(?:\d{6}-){7}\d{6}\b"), MASK),  # BitLocker recovery key
    (re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"), MASK),  # JSON web token
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), MASK),
    (re.compile(r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_|rf_)[A-Za-z0-9_-]{16,}"), MASK),
    (re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"), MASK),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{12,}"), rf"\1 {MASK}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,200}):[^\s/@]{1,200}@"), rf"\1:{MASK}@"),
    (
        re.compile(rf"(?i)\b((?:{_NAMED})s?\b[\"']?)(\s*(?:[:=]|->|→)\s*)(?:\"[^\"\n]+\"|'[^'\n]+'|[^\s,;]+)"),
        rf"\1\2{MASK}",
    ),
    # "the password is wrong" says nothing secret: after "is" only what looks like a secret is masked
    (
        re.compile(rf"(?i)\b((?:{_NAMED})s?\s+(?:is|was)\s+(?:now\s+|set to\s+)?)(?=\S*[\d!#$%&*@^~])[^\s,;]+"),
        rf"\1{MASK}",
    ),
    (
        re.compile(r"(?i)(\s(?:-p|--password|/password|/pass|-Password)[ :=])(?:\"[^\"\n]+\"|'[^'\n]+'|\S+)"),
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
