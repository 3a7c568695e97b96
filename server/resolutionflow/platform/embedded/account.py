"""The operating-system account PostgreSQL runs as: ours, or an unprivileged one when we are root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from resolutionflow.platform.embedded.errors import NoAccount, WrongOwner

PREFERRED = ("resolutionflow", "nobody")


class Switch(TypedDict, total=False):
    """Arguments of `subprocess` which make a child run as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An operating-system account."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether it is an account other than the one this process runs as."""
        return self.uid != os.geteuid()

    @property
    def switch(self) -> Switch:
        """What `subprocess` needs to run a child as this account."""
        if not self.is_other:
            return Switch()
        return Switch(user=self.uid, group=self.gid, extra_groups=[])


def by_uid(uid: int) -> Account:
    """The account with this number, or `NoAccount`."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as gone:
        raise NoAccount(
            f"The user id {uid} has no name on this machine, and PostgreSQL will not run without one. "
            f"Add it (`useradd --uid {uid} resolutionflow`) or start as another user."
        ) from gone
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def choose(cluster: Path) -> Account:
    """Who runs the server: the owner of an existing cluster, else us, else an unprivileged account."""
    me = os.geteuid()
    if cluster.exists():
        return _owner(cluster, me)
    return by_uid(me) if me else _unprivileged()


def _owner(cluster: Path, me: int) -> Account:
    uid = cluster.stat().st_uid
    if uid and me in (0, uid):
        return by_uid(uid)
    raise WrongOwner(
        f"{cluster} belongs to user id {uid}, and this process runs as user id {me}. "
        "Start as that user, or give the data folder to an ordinary user (`chown -R`)."
    )


def _unprivileged() -> Account:
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise NoAccount("PostgreSQL will not run as root. Add an account for it: `useradd --system resolutionflow`.")


def admitted(account: Account) -> list[str]:
    """Names of the operating-system accounts which may connect: root, us, and an owner who is a person."""
    names = {by_uid(0).name, by_uid(os.geteuid()).name}
    if account.name not in PREFERRED:
        names.add(account.name)
    return sorted(names)


def can_reach(account: Account, path: Path) -> bool:
    """Whether the account can enter the folder, or run the program, at `path`: asked of the kernel."""
    if not account.is_other:
        return os.access(path, os.X_OK)
    question: list[str | Path] = ["/usr/bin/test", "-x", path]
    asked = subprocess.run(question, cwd="/", check=False, **account.switch)  # noqa: S603  (a fixed program)
    return asked.returncode == 0
