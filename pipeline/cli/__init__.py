"""The command line (dòng lệnh): parse, call, print, exit code. Nothing is decided here."""

from pipeline.cli.commands import main

__all__ = ["main"]
