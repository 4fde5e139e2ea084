"""click in Vietnamese (tiếng Việt): headings of the help texts, and messages for a misspelt command."""

from __future__ import annotations

from typing import Any

import click

from pipeline.text import nearest


class Command(click.Command):
    """A command whose help is Vietnamese throughout."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed through to click
        options.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*arguments, **options)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Cách dùng: vanthu build [TÙY CHỌN] THƯ_MỤC`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options under its heading."""
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("Tùy chọn"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện hướng dẫn này."
        return option


class Group(Command, click.Group):
    """The group of all commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed through to click
        options.setdefault("subcommand_metavar", "LỆNH …")
        super().__init__(*arguments, **options)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands with their first sentence."""
        super().format_options(ctx, formatter)
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.get_short_help_str(90)) for name, command in commands if command is not None]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named, or an error that names the nearest one."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = nearest(args[0], self.list_commands(ctx))
            hint = f" Có phải “{near}”?" if near else ""
            raise click.UsageError(f"Không có lệnh “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


def explain(error: click.ClickException) -> str:  # noqa: PLR0911 - one return for each way to be wrong
    """A Vietnamese message for what is wrong with the command line."""
    match error:
        case click.NoSuchOption():
            near = nearest(error.option_name, error.possibilities or ())
            return f"Không có tùy chọn “{error.option_name}”." + (f" Có phải “{near}”?" if near else "")
        case click.MissingParameter():
            return f"Thiếu {_name(error)}."
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as wanted)):
            return f"Giá trị của {_name(error)} phải là số nguyên từ {wanted.min} trở lên."
        case click.BadParameter():
            return f"Giá trị của {_name(error)} không dùng được: {error.message}"
        case click.BadOptionUsage():
            return f"Tùy chọn “{error.option_name}” cần một giá trị đi kèm."
        case click.UsageError() if "unexpected extra" in error.message:
            return "Thừa tham số; tên có dấu cách thì đặt trong dấu ngoặc kép."
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "tham số"
    return f"tùy chọn {parameter.opts[0]}" if parameter.param_type_name == "option" else str(parameter.metavar)
