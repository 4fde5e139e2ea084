"""The command line (dòng lệnh): parse options, call functions of `pipeline.app`, print, give the exit code."""

from pipeline.cli.commands import main

__all__ = ["main"]
