"""A process of one's own that cannot begin says why, and what to do."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import threading
from pipeline.intake.own_process import OwnProcess

if __name__ == "__main__":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    OwnProcess(print).receive(100)
"""


def test_program_of_several_threads_read_from_a_pipe__is_told_to_be_a_file() -> None:
    ran = subprocess.run([sys.executable, "-"], input=_PROGRAM.encode(), capture_output=True, check=False, timeout=120)
    assert "EnvironmentMissing" in ran.stderr.decode()
    assert "không nằm trong tệp nào (<stdin>)" in ran.stderr.decode()
