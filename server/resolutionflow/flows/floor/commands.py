"""Command lines: only the short list of those that read, or that a person may use on their own device. Pure."""

import re

_TOOLS = (
    "net(?:1| +(?:user|localgroup|stop|start|share|accounts|group|view|use|time))|netsh|"
    "reg|regedit|regsvr32|sc|wmic|dism|chkdsk|bcdedit"
    "|diskpart|format|cipher|takeown|icacls|cacls|attrib|schtasks|taskkill|vssadmin|wbadmin|fsutil|rundll32|mshta"
    "|certutil|bitsadmin|msiexec|powershell|pwsh|cmd|wscript|cscript|curl|wget|iwr|iex|irm|ssh|scp|ftp|sudo|su|rm|rd|rmdir"
    "|del|erase|robocopy|xcopy|move|copy|chmod|chown|dd|mkfs|systemctl|service|launchctl|csrutil|spctl|defaults|dscl|sfc"
    "|manage-bde|bootrec|wevtutil|auditpol|secedit|gpedit|psexec|nslookup|ping|tracert|pathping|ipconfig|gpupdate"
    "|gpresult|systeminfo|whoami|hostname|dsregcmd|klist|winver|python|node|bash|sh|dsquery|dsmod|ldifde|nltest|netdom|w32tm|slmgr|logoff|shutdown|klist|arp|route"
)
_LINE = re.compile(
    rf"(?<![\w\\/.-])(?P<tool>{_TOOLS})(?:\.exe)?\"?(?P<rest>(?:\s+(?:[-/]{{1,2}}[A-Za-z?][\w:=.,-]*|\"[^\"\n]{{0,80}}\"|%[\w]+%\S*|[A-Za-z]:\\?\S*|\\\\\S+)){{1,12}})",
    re.IGNORECASE,
)
_CMDLET = re.compile(
    r"(?<![\w-])(?:Add|Approve|Block|Clear|Compress|Confirm|Connect|Convert|Copy|Debug|Deny|Disable|Disconnect|Dismount|Enable|Enter|Expand|Export"
    r"|Format(?!-(?:List|Table))|Grant|Hide|Import|Initialize|Install|Invoke|Limit|Lock|Mount|Move|New|Open|Optimize|Publish|Push|Redo|Register|Release|Remove|Rename|Repair|Request"
    r"|Reset|Resize|Restart|Restore|Resume|Revoke|Save|Send|Set|Start|Stop|Suspend|Switch|Sync|Trace|Unblock|Undo|Uninstall|Unlock|Unprotect|Unpublish|Unregister"
    r"|Update|Use|Write)-[A-Z][a-z]+[A-Z]?\w*"
)
_SCRIPT = re.compile(
    r"\bHK(?:LM|CU|CR|U|CC)\b|\bHKEY_|\|\s*(?:iex|sh|bash|Out-File|ForEach|%|Remove|Set|Invoke)|```|<script|\$\(|\$env:|#!/|&&\s*\w|>>?\s*/dev/|>\s*nul\b"
    r"|javascript:|\bms-settings:|\bcmd\s*/c|\bssh \S+@|\bsudo\s+\w+|\brm\s+-\w"
    r"|\bdd\s+if=|\bnet\s+(?:user|localgroup|stop|start|share|accounts)\s+\S",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"ipconfig(?:\s+/(?:all|flushdns|release|renew|displaydns|registerdns))*|(?:ping|nslookup|tracert|pathping)(?:\s+-(?:n|t|4|6|d)\b|\s+-type=\w+)*"
    r"|gpresult(?:\s+/(?:r|scope:?\w*|z|v))*|gpupdate(?:\s+/(?:target:\w+|force))*|dsregcmd\s+/status|systeminfo|hostname|winver"
    r"|whoami(?:\s+/(?:all|groups|upn|user|priv))*|net\s+(?:use|view|time)|netsh|klist|route|arp\s+-a|sfc\s+/(?:verifyonly|scannow)|w32tm\s+/query.*|manage-bde\s+-status(?:\s+[a-z]:?)?|chkdsk(?:\s+[a-z]:?)?|ssh\s+-V"
    r"|net\s+user\s+%username%(?:\s+/domain)?",
    re.IGNORECASE,
)


def command(text: str) -> str:
    """Return the command in ``text`` that the first line doesn't give, empty if there is none."""
    for pattern in (_CMDLET, _SCRIPT):
        if found := pattern.search(text):
            return found[0]
    for found in _LINE.finditer(text):
        said = " ".join(found[0].replace('"', " ").split()).rstrip(".,;:")
        if not _ALLOWED.fullmatch(said):
            return said
    return ""
