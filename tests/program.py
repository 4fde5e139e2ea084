"""The program as a user starts it: every command a process of its own, without the second that its imports take.

Two processes of Python import the modules of the program once and run none of them; each command is a fork of one that
goes on exactly as `python -m pipeline` does. Two, in turn, because a process hands the seed of its sets on to its forks:
what hangs on the order of a set would otherwise be the same in one command and the next.
"""

from __future__ import annotations

import atexit
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.sample import ROOT

_PATIENCE = 300.0


def vanthu(
    *arguments: str | Path, cwd: Path | None = None, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m pipeline` and catch what it says."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    if path is not None:
        environment["PATH"] = path
    words = [str(argument) for argument in arguments]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        server = next(_servers())
        order = {"arguments": words, "folder": str(cwd or ROOT), "environment": environment}
        socket.send_fds(server, [json.dumps(order).encode()], [said.fileno(), complained.fileno()])
        child = int(_answer(server))
        try:
            code = int(_answer(server))
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            raise
        texts = []
        for stream in (said, complained):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(words, code, *texts)


def _answer(server: socket.socket) -> bytes:
    answer = server.recv(64)
    assert answer, "the process that commands are forked from has ended"
    return answer


@cache
def _servers() -> Iterator[socket.socket]:
    return itertools.cycle([_server(), _server()])


def _server() -> socket.socket:
    """The way to a process that has imported the program."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked_program", str(theirs.fileno())],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
    ours.settimeout(_PATIENCE)
    atexit.register(_end, ours, process)
    return ours


def _end(server: socket.socket, process: subprocess.Popen[bytes]) -> None:
    server.close()
    process.wait()
