"""The watchdog by process groups (canh theo nhóm tiến trình): a shell at the end of a pipe.

    we ── pipe ──▶ watchdog          the pipe closes when we end: `kill -9`, out of memory, a closed terminal
          ▲
    launcher, writes its own process id to the pipe, only then becomes the program

No program runs that the watchdog does not know: the pipe does not close before a launcher that was being started has
written, even if this process has ended by then. A watchdog that is itself killed is replaced at the next call.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.typeset.libreoffice.watchdog import Plumbing

SHELL: Final = "/bin/sh"
# The groups known so far and what is to be removed are given as arguments, never as part of the script. A request to end
# is not for the watchdog: it is what the end of the line is there for. Processes that were killed are given a second to be
# gone, so that none writes after the files were removed.
_WATCHDOG: Final = """
trap '' HUP INT TERM
groups=$1
shift
while read -r word number; do
  case $word in
    watch) groups="$groups $number " ;;
    gone) case $groups in *" $number "*) groups="${groups%% $number *}${groups#* $number }" ;; esac ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
for group in $groups; do
  tries=0
  while [ $tries -lt 20 ] && kill -s 0 -- "-$group"; do tries=$((tries + 1)); sleep 0.05 || sleep 1; done
done
tries=0
for path; do
  while [ -e "$path" ] || [ -L "$path" ]; do
    rm -rf -- "$path"
    tries=$((tries + 1))
    [ $tries -lt 40 ] || break
    [ ! -e "$path" ] || sleep 0.05 || sleep 1
  done
done
"""
# Standard output is the line; the program gets the log in its place, and so the line is closed when it begins. What a
# shell adds to the environment of its own accord goes again.
_LAUNCHER: Final = 'unset PWD OLDPWD SHLVL; log=$1; shift; echo "watch $$" && exec "$@" >>"$log"'
_FAREWELL: Final = 10.0  # seconds for a watchdog with nothing to do


class GroupWatchdog:
    """A watchdog that identifies programs by their process groups."""

    def __init__(self, *paths: Path) -> None:
        """Begin to watch over `paths`."""
        self._paths = paths
        self._running: list[subprocess.Popen[bytes]] = []
        self._begin()

    def _begin(self) -> None:
        known = " ".join(f" {process.pid} " for process in self._running)
        reading, self._line = os.pipe()
        try:
            self._shell = subprocess.Popen(  # noqa: S603 - a fixed script; the paths are its arguments
                [SHELL, "-c", _WATCHDOG, "vanthu-watchdog", known, *map(str, self._paths)],
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,  # Ctrl-C of the terminal is not for it
            )
        except BaseException:
            os.close(self._line)
            raise
        finally:
            os.close(reading)

    def start(
        self, command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str], plumbing: Plumbing
    ) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own, by a launcher that first tells the watchdog."""
        self._renew()
        with log.open("ab") as errors:
            process = subprocess.Popen(  # noqa: S603 - a fixed script; the command is its arguments
                [SHELL, "-c", _LAUNCHER, "vanthu-launcher", str(log), *command],
                cwd=folder,
                env=environment,
                stdin=plumbing.stdin,
                stdout=self._line,
                stderr=errors if plumbing.errors else subprocess.DEVNULL,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the program has ended.

        It is not reaped yet: as long as the dead leader exists, the group's number is given to nobody else.
        """
        self._renew()
        return process.returncode is not None or (
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End the whole process group that `process` leads, and reap it."""
        if process.returncode is None:
            with suppress(ProcessLookupError):  # the group may have died by itself
                os.killpg(process.pid, signal.SIGKILL)
        # Before the number is free for others: the watchdog would kill them.
        with suppress(BrokenPipeError):  # somebody killed the watchdog
            os.write(self._line, f"gone {process.pid}\n".encode())
        process.wait()
        self._running.remove(process)

    def dismiss(self) -> None:
        """Close the pipe. A program whose start was interrupted (Ctrl-C) is ended by the watchdog."""
        os.close(self._line)
        try:
            self._shell.wait(_FAREWELL)
        except subprocess.TimeoutExpired:  # somebody else holds the line
            self._shell.kill()
            self._shell.wait()

    def _renew(self) -> None:
        """Start a new watchdog in place of one that was killed."""
        if self._shell.poll() is None:
            return
        os.close(self._line)
        self._begin()
