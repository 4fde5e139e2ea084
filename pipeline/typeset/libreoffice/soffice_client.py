"""Handing files to a running LibreOffice (giao tệp cho LibreOffice), one after another into one hidden window.

A program of its own, run by the Python that has `uno` (the system's, or LibreOffice's), so it imports nothing of ours:
`python soffice_client.py PIPE`. Standard input, a JSON value on each line: first what to do with every file,
`{"reader": …, "writer": …, "options": {…}}`, then `[source, target]` (addresses) until the end of the input. Exit
codes: 0 all files were tried · 1 LibreOffice has ended · 4 this Python does not have `uno`.

`soffice --convert-to` opens and closes a window with its tool bars for every file, a third of its time. One frame
without a layout manager, loaded again and again, gives the same pages.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

NO_UNO: Final = 4
_GONE: Final = 1
_PAUSE: Final = 0.02  # seconds between two looks whether LibreOffice listens
_UNSEEN: Final = {"Hidden": True, "Silent": True, "ReadOnly": True}
# Never run a macro, never fetch a link: the constants of MacroExecMode and UpdateDocMode.
_CLOSED: Final = {"MacroExecutionMode": 0, "UpdateDocMode": 0}


def main(pipe: str) -> int:
    """Convert the files that standard input names; gives the exit code."""
    try:
        import uno  # noqa: PLC0415 - not every Python has it
        from com.sun.star.lang import DisposedException  # noqa: PLC0415
    except ImportError:
        return NO_UNO
    frame = _frame(_context(uno, pipe))
    lines = map(json.loads, sys.stdin)
    task: dict[str, Any] = next(lines, {})
    for source, target in lines:
        try:
            _convert(uno, frame, task, source=source, target=target)
        except DisposedException:
            return _GONE
        except Exception as error:  # noqa: BLE001 - LibreOffice raises what it likes; the next file may be sound
            sys.stderr.write(f"{source}: {type(error).__name__}: {error}\n")
    return 0


def _convert(uno: Any, frame: Any, task: Mapping[str, Any], *, source: str, target: str) -> None:  # noqa: ANN401 - UNO has no types
    arguments = {"FilterName": task["reader"], **_UNSEEN, **_CLOSED}
    document = frame.loadComponentFromURL(source, "_self", 0, tuple(_values(arguments)))
    if document is None or document.getURL() != source:
        # Where a file cannot be read, the frame keeps the one before, and answers with it.
        raise ValueError("not read")
    options = uno.Any("[]com.sun.star.beans.PropertyValue", tuple(_values(task["options"])))
    document.storeToURL(target, tuple(_values({"FilterName": task["writer"], "FilterData": options})))


def _values(pairs: Mapping[str, Any]) -> Iterator[Any]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415 - `uno` makes it importable

    for name, value in pairs.items():
        yield PropertyValue(Name=name, Value=value)


def _context(uno: Any, pipe: str) -> Any:  # noqa: ANN401 - as above
    """LibreOffice's component context, once it listens; the program that started this one ends waiting that takes too long."""
    from com.sun.star.connection import NoConnectException  # noqa: PLC0415 - as above

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(_PAUSE)


def _frame(context: Any) -> Any:  # noqa: ANN401 - as above
    """A hidden frame with nothing around the page: no menu, no tool bars."""
    from com.sun.star.awt import Rectangle, WindowDescriptor  # noqa: PLC0415 - as above
    from com.sun.star.awt.WindowClass import TOP  # noqa: PLC0415

    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    toolkit = services.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    window = toolkit.createWindow(WindowDescriptor(Type=TOP, Bounds=Rectangle(0, 0, 800, 600)))
    frame = services.createInstanceWithContext("com.sun.star.frame.Frame", context)
    frame.initialize(window)
    frame.LayoutManager = None
    frame.setCreator(desktop)
    return frame


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
