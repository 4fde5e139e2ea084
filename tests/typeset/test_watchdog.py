"""Killed at any instant, the program leaves no process and no file: at exact lines, at moments of chance, watchdog or main."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.killed import SCENES
from tests.processes import descendants, until, with_words
from tests.sample import ROOT

# By hand: VANTHU_FUZZ=10 kills ten times as often.
_BUDGET = int(os.environ.get("VANTHU_FUZZ", "1"))
_AT_LINES = 12 * _BUDGET
_AT_RANDOM = 6 * _BUDGET


class Scenes:
    """A running `tests.killed`, everything loaded, whose scenes work below a folder."""

    def __init__(self, running: subprocess.Popen[str], scratch: Path) -> None:
        self._running = running
        self._process = 0
        self.scratch = scratch

    def begin(self, scene: str, at: int, mark: str) -> int:
        """The number of the process that has begun with a scene."""
        assert self._running.stdin is not None
        self._running.stdin.write(f"{scene} {at} {mark}\n")
        self._running.stdin.flush()
        self._process = self.hear("began")
        return self._process

    def hear(self, word: str) -> int:
        """The number that follows this word in what comes, whatever is said before."""
        assert self._running.stdout is not None
        for line in self._running.stdout:
            said, number = line.split()
            if said == word:
                return int(number)
        raise AssertionError(word)

    def end(self) -> None:
        """End what may still run when a test is over."""
        self._running.kill()
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)


@pytest.fixture
def scenes(tmp_path: Path) -> Iterator[Scenes]:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "tests.killed"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        scenes = Scenes(running, tmp_path)
        try:
            yield scenes
        finally:
            scenes.end()


def _left(scratch: Path, mark: str) -> list[str]:
    """Processes and files of a scene that are there."""
    processes = {**with_words(mark), **with_words(str(scratch))}
    return [*processes.values(), *map(str, scratch.iterdir())]


def _assert_nothing_is_left(scratch: Path, mark: str) -> None:
    assert until(lambda: not _left(scratch, mark)), _left(scratch, mark)


@pytest.mark.parametrize("scene", SCENES)
def test_watchdog__killed_at_exact_instants_nothing_is_left(scene: str, scenes: Scenes) -> None:
    scenes.begin(scene, 0, uuid.uuid4().hex)
    lines = scenes.hear("lines")
    assert scenes.hear("ended") == 0
    assert list(scenes.scratch.iterdir()) == []
    order = random.Random(scene)  # noqa: S311 - instants, no secret
    killed = 0
    for number in range(_AT_LINES):
        # One from each part of the whole, but for its end: another run may have fewer turns of a loop.
        at = 1 + (lines * number + order.randrange(lines)) * 9 // (_AT_LINES * 10)
        mark = uuid.uuid4().hex
        scenes.begin(scene, at, mark)
        killed += scenes.hear("ended") == -signal.SIGKILL
        _assert_nothing_is_left(scenes.scratch, mark)
    assert killed > _AT_LINES // 2


@pytest.mark.parametrize("scene", SCENES)
def test_watchdog__killed_at_moments_of_chance_nothing_is_left(scene: str, scenes: Scenes) -> None:
    order = random.Random(scene)  # noqa: S311 - moments, no secret
    for _ in range(_AT_RANDOM):
        mark = uuid.uuid4().hex
        process = scenes.begin(scene, -1, mark)
        # However slow the machine is, any moment will do: nothing is concluded from the time.
        time.sleep(order.uniform(0.0, 0.6))
        os.kill(process, signal.SIGKILL)
        assert scenes.hear("ended") == -signal.SIGKILL
        _assert_nothing_is_left(scenes.scratch, mark)


@pytest.mark.parametrize("scene", ["bridged", "alone"])
def test_watchdog__one_that_is_killed_is_replaced(scene: str, scenes: Scenes) -> None:
    mark = uuid.uuid4().hex
    process = scenes.begin(scene, -1, mark)

    def watchdogs() -> set[int]:
        return with_words("vanthu-watchdog", str(scenes.scratch)).keys() & descendants(process)

    killed = set[int]()
    while len(killed) < 5:
        assert until(lambda: bool(watchdogs() - killed))
        for number in watchdogs() - killed:
            with suppress(ProcessLookupError):  # its work was done
                os.kill(number, signal.SIGKILL)
            killed.add(number)
    # There is one again, and what it watches over includes what began under the one before.
    assert until(lambda: bool(watchdogs() - killed))
    os.kill(process, signal.SIGKILL)
    assert scenes.hear("ended") == -signal.SIGKILL
    _assert_nothing_is_left(scenes.scratch, mark)
