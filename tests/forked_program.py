"""The process that `tests.program` forks commands from: it has the modules of the program, and has run none of them."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import socket
import sys
import threading

from pipeline import app


def _run(order: bytes, streams: list[int]) -> None:
    """Go on as `python -m pipeline` does."""
    wanted = json.loads(order)
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(wanted["environment"])
    os.chdir(wanted["folder"])
    sys.path[0] = wanted["folder"]
    sys.argv = ["pipeline", *wanted["arguments"]]
    try:
        runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        # The end of a process, without taking its modules apart: that costs more than most commands do.
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))


def _serve(orders: socket.socket) -> tuple[bytes, list[int]] | None:
    """Fork for each order; gives the order in the fork, None in the end."""
    while True:
        order, streams, _, _ = socket.recv_fds(orders, 1 << 20, 2)
        if not order:
            return None
        child = os.fork()
        if not child:
            orders.close()
            return order, streams
        for stream in streams:
            os.close(stream)
        orders.send(str(child).encode())
        orders.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


if __name__ == "__main__":
    importlib.import_module("pipeline.cli")
    for home in app._HOMES:
        importlib.import_module(home)
    gc.collect()
    gc.freeze()
    if mine := _serve(socket.socket(fileno=int(sys.argv[1]))):
        _run(*mine)
