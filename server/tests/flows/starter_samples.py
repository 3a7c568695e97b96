"""What a technician pastes at a step of a starter flow, and the answer that it has to prove."""

PING = """
Pinging fs01.example.com [10.20.0.5] with 32 bytes of data:
Reply from 10.20.0.5: bytes=32 time=3ms TTL=128

Ping statistics for 10.20.0.5:
    Packets: Sent = 1, Received = 1, Lost = 0 (0% loss),"""
SILENCE = """
Pinging 10.20.0.5 with 32 bytes of data:
Request timed out.
Reply from 10.20.0.20: Destination host unreachable."""
NO_HOST = "Ping request could not find host fs01. Please check the name and try again."
DNS_TIMEOUT = """
DNS request timed out.
    timeout was 2 seconds.
Server:  UnKnown
Address:  10.20.0.2"""
DNS_GONE = """
Server:  dc01.example.com
Address:  10.20.0.2

*** dc01.example.com can't find intranet.example.com: Non-existent domain"""
DNS_FOUND = """
Server:  dc01.example.com
Address:  10.20.0.2

Non-authoritative answer:
Name:    vpn.example.com
Address:  203.0.113.7"""
DNS_ZERO = """
Server:  dc01.example.com
Address:  10.20.0.2

Name:    ads.example.com
Addresses:  ::
          0.0.0.0"""
JOINED = """
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+
                AzureAdPrt : YES
      AzureAdPrtUpdateTime : 2026-02-03 07:11:25.000 UTC"""
NOT_JOINED = "                AzureAdPrt : NO"
NO_ADDRESS = "   Autoconfiguration IPv4 Address. . : 169.254.17.3(Preferred)"
NET_USE = """
New connections will be remembered.

Status       Local     Remote                    Network

-------------------------------------------------------------------------------
OK           H:        \\\\fs01\\home$             Microsoft Windows Network
Disconnected S:        \\\\fs01\\shared            Microsoft Windows Network
The command completed successfully."""
NET_TEST = """
ComputerName     : pc17.example.com
RemoteAddress    : 10.20.0.99
RemotePort       : 3389
TcpTestSucceeded : {}"""
WLAN = """
    State                  : connected
    Band                   : 5 GHz
    Receive rate (Mbps)    : 173.3
    Signal                 : {}%"""
ACCOUNT = """
Enabled         : {}
LockedOut       : {}
PasswordExpired : {}"""
SERVICE = """
Status   Name               DisplayName
------   ----               -----------
{}  Spooler            Print Spooler"""
BOUNCE = "Remote Server returned '{}'"

SAMPLES: dict[str, tuple[str, ...]] = {
    "account-lockout/message/windows-locked": (
        "The referenced account is currently locked out and may not be logged on to.",
    ),
    "account-lockout/message/cloud-locked": ("AADSTS50053: The account is locked, you've tried too many times.",),
    "account-lockout/message/wrong": ("The user name or password is incorrect. Try again.", "Error Code: AADSTS50126"),
    "account-lockout/message/expired": ("Your password has expired and must be changed.", "AADSTS50055: expired"),
    "account-lockout/message/disabled": (
        "AADSTS50057: The user account is disabled.",
        "Your account has been disabled",
    ),
    "account-lockout/message/policy": ("AADSTS53003: Access has been blocked by Conditional Access policies.",),
    "account-lockout/ad-state/locked": (ACCOUNT.format("True", "True", "False"),),
    "account-lockout/ad-state/disabled": (ACCOUNT.format("False", "False", "False"),),
    "account-lockout/ad-state/expired": (ACCOUNT.format("True", "False", "True"),),
    "dns-web-sites-not-found/message/name": (
        "This site can't be reached. DNS_PROBE_FINISHED_NXDOMAIN",
        "Hmm. We're having trouble finding that site.",
        "intranet's server IP address could not be found. ERR_NAME_NOT_RESOLVED",
    ),
    "dns-web-sites-not-found/message/certificate": ("Your connection is not private. NET::ERR_CERT_DATE_INVALID",),
    "dns-web-sites-not-found/message/filter": ("Blocked by your organisation. Category: Gambling",),
    "dns-web-sites-not-found/message/other": ("www.example.com took too long to respond. ERR_CONNECTION_TIMED_OUT",),
    "dns-web-sites-not-found/nslookup-one/gone": (DNS_GONE,),
    "dns-web-sites-not-found/nslookup-one/server": (DNS_TIMEOUT, "*** UnKnown can't find a.example: Server failed"),
    "dns-web-sites-not-found/nslookup-one/blank": (DNS_ZERO, "Name:    ads.example.com\nAddress:  0.0.0.0"),
    "dns-web-sites-not-found/servers/none": (NO_ADDRESS,),
    "file-deleted/how-much/odd": (
        "Budget 2026.xlsx.akira",
        "HOW_TO_DECRYPT.txt",
        "All your files have been encrypted!",
    ),
    "file-deleted/where/onedrive": (
        "C:\\Users\\jane\\OneDrive - Example Ltd\\Desktop\\Budget.xlsx",
        "https://example-my.sharepoint.com/personal/jane_example_com/Documents/Budget.xlsx",
    ),
    "file-deleted/where/sharepoint": ("https://example.sharepoint.com/sites/Sales/Shared%20Documents/Budget.xlsx",),
    "file-deleted/where/share": ("\\\\fs01\\shared\\Sales\\Budget.xlsx",),
    "mail-not-arriving/health/fault": ("EX1104872 Some users may be unable to receive mail",),
    "mail-not-arriving/mailbox/full": (
        "Your mailbox is full. You can't send or receive.",
        "You're out of storage space",
    ),
    "mail-not-arriving/code/address": (
        BOUNCE.format("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        "550 5.1.1 <jane@example.com>: Recipient address rejected",
        BOUNCE.format("550 5.4.310 DNS domain example.invalid does not exist"),
    ),
    "mail-not-arriving/code/full": (BOUNCE.format("554 5.2.2 mailbox full;STOREDRV.Deliver; quota exceeded"),),
    "mail-not-arriving/code/size": (BOUNCE.format("550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large"),),
    "mail-not-arriving/code/blocked": (
        BOUNCE.format("550 5.1.8 Access denied, bad outbound sender AS(42004)"),
        BOUNCE.format("550 5.7.705 Access denied, tenant has exceeded threshold"),
    ),
    "mail-not-arriving/code/late": ("451 4.7.500 Server busy. Please try again later from 10.4.4.7.",),
    "mail-not-arriving/trace/delivered": ("Status: Delivered", "Status FilteredAsSpam"),
    "mail-not-arriving/trace/quarantine": ("Status: Quarantined",),
    "mail-not-arriving/trace/stuck": ("Status: Failed", "Status: Pending"),
    "mapped-drive-missing/server/silent": (SILENCE, NO_HOST),
    "mapped-drive-missing/open/denied": ("\\\\fs01\\shared is not accessible. Access is denied.",),
    "mapped-drive-missing/open/path": (
        "The network path was not found. 0x80070035",
        "System error 53 has occurred.",
        "The network name cannot be found.",
    ),
    "mapped-drive-missing/open/in-use": ("The local device name is already in use.", "System error 85 has occurred."),
    "mapped-drive-missing/open/password": (
        "System error 86 has occurred.\n\nThe specified network password is not correct.",
        "Enter network credentials",
    ),
    "mapped-drive-missing/open/several": (
        "System error 1219 has occurred.",
        "Multiple connections to a server or shared resource by the same user, using more than one user name",
    ),
    "mapped-drive-missing/status/listed": (NET_USE,),
    "mapped-drive-missing/status/none": ("New connections will be remembered.\n\nThere are no entries in the list.",),
    "mapped-drive-missing/ping/replies": (PING,),
    "mapped-drive-missing/ping/silent": (SILENCE,),
    "mapped-drive-missing/ping/not-found": (NO_HOST,),
    "microsoft-365-activation/health/fault": ("MO1098765: Users can't activate Microsoft 365 Apps",),
    "microsoft-365-activation/message/none": (
        "Word (Unlicensed Product)",
        "We couldn't find any Office products on your account",
        "ACCOUNT NOTICE: your subscription has a problem",
    ),
    "microsoft-365-activation/message/limit": ("You've signed in on too many devices.", "Sign-in limit reached"),
    "microsoft-365-activation/message/connect": (
        "Sorry, we can't connect to your account. Please try again later.",
        "Error 0x80072EE7",
        "We are unable to connect right now. Please check your network and try again.",
    ),
    "microsoft-365-activation/message/trust": (
        "Your computer's Trusted Platform Module has malfunctioned. Error code 80090016",
    ),
    "microsoft-365-activation/message/other-org": (
        "Sorry, another account from your organization is already signed in on this computer.",
    ),
    "microsoft-365-activation/message/key": ("Enter your product key", "Error code: 0xC004F074"),
    "microsoft-365-activation/windows/yes": (JOINED,),
    "microsoft-365-activation/windows/no": (NOT_JOINED,),
    "monitor-or-dock/light/no-signal": ("No signal. Entering power save mode",),
    "monitor-or-dock/notice/limited": (
        "USB4 device might have limited functionality. Try improving the connection.",
        "Display connection might be limited",
    ),
    "monitor-or-dock/notice/driver": ("DisplayLink: a driver must be installed",),
    "monitor-or-dock/notice/approve": ("Thunderbolt accessory is not approved",),
    "onedrive-not-syncing/cloud/grey": ("OneDrive\nNot signed in",),
    "onedrive-not-syncing/cloud/paused": ("OneDrive - Example Ltd\nYour files are not currently syncing. Paused",),
    "onedrive-not-syncing/sign-in/network": ("There was a problem connecting to OneDrive. Error code: 0x8004de40",),
    "onedrive-not-syncing/message/full-cloud": ("Your OneDrive is full.", "Error 0x8004def7"),
    "onedrive-not-syncing/message/full-disk": ("Not enough disk space: free up 12 GB", "0x80070070"),
    "onedrive-not-syncing/message/name": ("The file name contains an invalid character. Rename it.",),
    "onedrive-not-syncing/message/open": ("We can't sync this file because it is in use.", "There is a merge conflict"),
    "onedrive-not-syncing/message/deleted": ("Many files were recently deleted from your OneDrive.",),
    "onedrive-not-syncing/disk/little": ("3.2 GB free of 237 GB", "4,9"),
    "onedrive-not-syncing/disk/enough": ("5 GB", "81.4 GB free of 237 GB"),
    "outlook-wont-open-or-connect/symptom/offline": ("Working Offline",),
    "outlook-wont-open-or-connect/symptom/disconnected": ("Trying to connect…", "Disconnected"),
    "outlook-wont-open-or-connect/symptom/password": ("Need Password",),
    "outlook-wont-open-or-connect/symptom/folders": (
        "Cannot start Microsoft Outlook. Cannot open the Outlook window. The set of folders cannot be opened.",
    ),
    "outlook-wont-open-or-connect/account/signed-in": (JOINED,),
    "outlook-wont-open-or-connect/account/signed-out": (NOT_JOINED,),
    "outlook-wont-open-or-connect/space/full": ("0.8 GB",),
    "outlook-wont-open-or-connect/space/enough": ("23 GB",),
    "password-or-mfa-reset/self/not-offered": (
        "You can't reset your own password because password reset isn't turned on for your account.",
        "You can't reset your own password because you haven't registered for password reset.",
    ),
    "password-or-mfa-reset/self/refused": (
        "Unfortunately, your password contains a word, phrase, or pattern that makes your password easily guessable.",
        "This password does not meet your corporate password policy.",
    ),
    "phishing-report/downloads/caught": ("Threat blocked: Trojan in invoice.zip", "The file was quarantined"),
    "printer-offline-or-spooler/ping/replies": (PING,),
    "printer-offline-or-spooler/ping/silent": (SILENCE, NO_HOST),
    "printer-offline-or-spooler/ping/no-address": (NO_ADDRESS,),
    "printer-offline-or-spooler/shown/spooler": ("The local print spooler service is not running.",),
    "printer-offline-or-spooler/shown/error": ("Operation failed with error 0x0000011b.", "Error 0x00000709"),
    "printer-offline-or-spooler/spooler/runs": (SERVICE.format("Running"),),
    "printer-offline-or-spooler/spooler/stops": (SERVICE.format("Stopped"),),
    "remote-desktop-fails/awake/on": (PING,),
    "remote-desktop-fails/awake/silent": (SILENCE,),
    "remote-desktop-fails/awake/not-found": (NO_HOST,),
    "remote-desktop-fails/message/reach": (
        "Remote Desktop can't connect to the remote computer for one of these reasons",
        "We couldn't connect to the remote PC. Error code: 0x204",
    ),
    "remote-desktop-fails/message/password": ("Your credentials did not work", "The logon attempt failed"),
    "remote-desktop-fails/message/right": (
        "The connection was denied because the user account is not authorized for remote login.",
        "To sign in remotely, you need the right to sign in through Remote Desktop Services.",
    ),
    "remote-desktop-fails/message/limit": (
        "The number of connections to this computer is limited and all connections are in use right now.",
        "The remote session was disconnected because there are no Remote Desktop License Servers available",
    ),
    "remote-desktop-fails/message/security": (
        "An authentication error has occurred. This could be due to CredSSP encryption oracle remediation.",
        "An internal error has occurred.",
    ),
    "remote-desktop-fails/port/open": (NET_TEST.format("True"),),
    "remote-desktop-fails/port/closed": (NET_TEST.format("False"),),
    "remote-desktop-fails/security/clock": (
        "Remote Desktop cannot verify the identity of the remote computer because there is a time or date difference",
        "The certificate is not from a trusted certifying authority.",
    ),
    "remote-desktop-fails/security/credssp": ("This could be due to CredSSP encryption oracle remediation.",),
    "remote-desktop-fails/security/nla": (
        "The remote computer requires Network Level Authentication, but your domain controller cannot be contacted.",
    ),
    "remote-desktop-fails/security/internal": ("An internal error has occurred.",),
    "slow-pc/uptime/long": ("Up time\n12:03:22:11",),
    "slow-pc/uptime/short": ("Up time\n0:07:41:09", "2:23:00:00"),
    "slow-pc/memory/small": ("8.0 GB DDR4", "In use 7.1 GB"),
    "slow-pc/memory/big": ("16.0 GB", "15.7 GB"),
    "slow-pc/disk/hdd": ("Disk 0 (C:)  HDD  100%",),
    "slow-pc/disk/ssd": ("Disk 0 (C:)  SSD (NVMe)",),
    "slow-pc/space/little": ("9.4 GB free of 118 GB",),
    "slow-pc/space/enough": ("61 GB free",),
    "slow-pc/web/slow": ("2.7 Mbit/s",),
    "slow-pc/web/fine": ("94.1 Mbps download",),
    "slow-pc/freezes/blue": ("Stop code: CRITICAL_PROCESS_DIED", "Your device ran into a problem", "MEMORY_MANAGEMENT"),
    "teams-audio/permission/managed": ("*Some of these settings are managed by your organization.",),
    "vpn-fails/symptom/refused": (
        "denied because the user name and password combination you provided is not recognized. Error 691",
        "Login failed",
    ),
    "vpn-fails/symptom/certificate": (
        "A certificate could not be found that can be used with this Extensible Authentication Protocol. (Error 798)",
        "IKE authentication credentials are unacceptable. 13801",
    ),
    "vpn-fails/symptom/no-server": (
        "could not be established because the remote server is not responding. (Error 809)",
        "Error 868: the name of the remote access server did not resolve",
        "The L2TP connection attempt failed because the security layer encountered a processing error",
    ),
    "vpn-fails/name/found": (DNS_FOUND,),
    "vpn-fails/name/not-found": (DNS_GONE, DNS_TIMEOUT),
    "wifi-or-no-internet/join/password": ("The network security key isn't correct. Please try again.",),
    "wifi-or-no-internet/join/cannot": ("Can't connect to this network",),
    "wifi-or-no-internet/address/automatic": (NO_ADDRESS,),
    "wifi-or-no-internet/address/private": ("   IPv4 Address. . . . . . . . . . . : 192.168.1.23(Preferred)",),
    "wifi-or-no-internet/gateway/replies": (PING,),
    "wifi-or-no-internet/gateway/silent": (SILENCE, "PING: transmit failed. General failure."),
    "wifi-or-no-internet/ping-out/replies": (PING,),
    "wifi-or-no-internet/ping-out/silent": (SILENCE,),
    "wifi-or-no-internet/names/not-found": ("DNS_PROBE_FINISHED_NO_INTERNET", "We can't find the server"),
    "wifi-or-no-internet/signal/weak": (WLAN.format(41),),
    "wifi-or-no-internet/signal/strong": (WLAN.format(87),),
}
