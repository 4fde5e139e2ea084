"""The commands of `vanthu`, each thin: read the options, call the program, print, give the exit code."""

from __future__ import annotations

import signal
import sys
from datetime import date
from pathlib import Path

import click

from pipeline.app.build_log import Logged
from pipeline.cli import show
from pipeline.cli.arguments import folder_argument, json_option, on_option, output_option, templates_option, today
from pipeline.cli.check_command import check
from pipeline.cli.command_end import is_of_machine, last_words, log_bug, open_streams, say_machine
from pipeline.cli.diff_command import diff
from pipeline.cli.init_command import init
from pipeline.cli.issue_command import issue
from pipeline.cli.list_command import list_papers
from pipeline.cli.new_command import new
from pipeline.cli.register_command import register
from pipeline.cli.reports_command import reports
from pipeline.cli.tasks_command import tasks
from pipeline.cli.templates_command import templates as templates_group
from pipeline.cli.vietnamese import Group, explain
from pipeline.errors import EnvironmentMissing, Faulty, UsageError, VanthuError
from pipeline.finding import counts

_BUG = 70
_INTERRUPTED = 130
_FINDINGS = 1
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(cls=Group, context_settings=_CONTEXT)
@click.version_option(package_name="vanthu", prog_name="vanthu", message="%(prog)s %(version)s", help="Hiện phiên bản.")
def cli() -> None:
    """Văn thư: từ hồ sơ của cơ quan ra văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP.

    Đưa vào một thư mục hồ sơ YAML, nhận về tệp Word và tệp PDF đã có sẵn ô chữ ký.
    """


@cli.command()
@folder_argument
@output_option("Thư mục kết quả (mặc định: output); mỗi văn bản nằm ở DIR/<mã>/<mã>.docx và .pdf.")
@click.option("--only", multiple=True, metavar="MÃ", help="Chỉ dựng văn bản có mã này; dùng được nhiều lần.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Số LibreOffice chạy song song (mặc định: số nhân của máy).",
)
@click.option(
    "--cluster",
    default=None,
    metavar="ĐỊA_CHỈ",
    help="Dựng trên cụm máy Dask có máy điều phối tại ĐỊA_CHỈ (tls://TÊN_MÁY:CỔNG), thay cho máy này.",
)
@click.option(
    "--certificates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Thư mục chứng thư của máy này trong cụm: ca.pem, cert.pem, key.pem (cần cho “--cluster tls://…”).",
)
@click.option(
    "--draft", is_flag=True, help="In dấu DỰ THẢO trên trang đầu (Nghị định không có dấu này; bỏ khi trình ký)."
)
@on_option
@templates_option
@click.option("--explain", is_flag=True, help="Cho biết vì sao từng văn bản được dựng lại hay giữ nguyên.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ dựng lại văn bản nào và vì sao, không ghi gì.")
@click.option("--force", is_flag=True, help="Dựng lại cả văn bản không có gì đổi (trừ văn bản đã ký, đã ban hành).")
@click.option("--verbose", "-v", is_flag=True, help="Hiện nhật ký: mỗi bước của mỗi văn bản một dòng, kèm thời gian.")
@json_option
def build(
    folder: Path,
    output: Path,
    only: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    certificates: Path | None,
    draft: bool,
    on: date | None,
    templates: Path,
    explain: bool,
    dry_run: bool,
    force: bool,
    verbose: bool,
    json_wanted: bool,
) -> None:
    """Dựng các văn bản của một thư mục hồ sơ thành DOCX và PDF chờ ký.

    Lần sau chỉ dựng lại văn bản có gì đổi: hồ sơ, mẫu, thể thức, phần mềm, LibreOffice, phông chữ. Văn bản đã ký hoặc
    đã ban hành không bao giờ bị thay.
    """
    from pipeline.app import access  # noqa: PLC0415 - as below
    from pipeline.app.build_values import BuildOptions  # noqa: PLC0415 - as below
    from pipeline.cli.print_build import BuildShown, build_folder  # noqa: PLC0415 - half a second that only building needs

    if certificates is not None and cluster is None:
        raise UsageError("“--certificates” chỉ dùng cùng “--cluster”", "Thêm --cluster tls://TÊN_MÁY:8786.")
    options = BuildOptions(
        templates=templates,
        only=only,
        jobs=jobs,
        cluster=access(cluster, certificates) if cluster else None,
        draft=draft,
        explain=explain,
        dry_run=dry_run,
        force=force,
        on=today(on),
    )
    sys.exit(build_folder(folder, output, options, BuildShown(json_wanted=json_wanted, verbose=verbose)))


@cli.command()
@folder_argument
@output_option("Thư mục kết quả (mặc định: output).")
@click.option(
    "--draft", is_flag=True, help="In dấu DỰ THẢO trên trang đầu (Nghị định không có dấu này; bỏ khi trình ký)."
)
@on_option
@templates_option
def watch(folder: Path, output: Path, draft: bool, on: date | None, templates: Path) -> None:
    """Canh thư mục hồ sơ và mẫu: mỗi lần lưu tệp là dựng lại ngay văn bản có đổi. Dừng bằng Ctrl-C.

    LibreOffice được khởi động sẵn, nên văn bản hai trang có PDF mới trong chưa đến một giây.
    """
    from pipeline.app.build_values import BuildOptions  # noqa: PLC0415 - as above
    from pipeline.cli.print_watch import watch_folder  # noqa: PLC0415 - as above

    watch_folder(folder, output=output, options=BuildOptions(templates=templates, draft=draft, on=today(on)))


@cli.command()
@folder_argument
@on_option
@json_option
def validate(folder: Path, on: date | None, json_wanted: bool) -> None:
    """Kiểm tra hồ sơ mà không dựng văn bản: mọi lỗi được báo một lượt."""
    from pipeline.app import validate as validated  # noqa: PLC0415 - records load only for commands that read them

    prepared = validated(folder, on=today(on))
    if json_wanted:
        left = {"not_made": show.unmade_as_json(prepared.unmade)} if prepared.unmade else {}
        show.as_json({"findings": [finding.as_json() for finding in prepared.findings], **left})
    else:
        show.findings(prepared.findings, err=False)
        papers = f"{len(prepared.documents)} văn bản có thể dựng"
        papers += f", {len(prepared.unmade)} văn bản chưa dựng được" if prepared.unmade else ""
        click.echo(f"{folder}: {counts(prepared.findings)}; {papers}.")
        show.unmade(prepared.unmade)
        show.offices_inside(folder, prepared.offices_inside)
    sys.exit(_FINDINGS if prepared.faulty else 0)


@cli.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path(".schema"),
    metavar="DIR",
    help="Thư mục ghi các tệp JSON Schema (mặc định: .schema).",
)
@click.option(
    "--folder",
    "-f",
    type=click.Path(path_type=Path),
    default=None,
    metavar="THƯ_MỤC",
    help="Bộ hồ sơ có loại văn bản riêng cần lược đồ (mặc định: bộ chứa thư mục ghi).",
)
@json_option
def schema(output: Path, folder: Path | None, json_wanted: bool) -> None:
    """Ghi JSON Schema để trình soạn thảo gợi ý và kiểm tra tệp YAML."""
    from pipeline.app.schema_files import write_schemas  # noqa: PLC0415 - as above

    done = write_schemas(output, office=folder)
    show.findings(done.findings)
    written = [str(file) for file in done.files]
    if json_wanted:
        show.as_json({"files": written})
    else:
        click.echo(f"Đã ghi {len(written)} tệp vào {output}/")


@cli.command()
@json_option
def doctor(json_wanted: bool) -> None:
    """Xem máy đã đủ LibreOffice, phông chữ và công cụ chưa; thiếu gì thì cho lệnh cài."""
    from pipeline.app import probe  # noqa: PLC0415 - looks for programs; the other commands do not

    probes = probe()
    if json_wanted:
        show.as_json(
            {
                "checks": [
                    {
                        "name": item.name,
                        "ok": item.ok,
                        "found": item.found,
                        "remedy": item.remedy,
                        "required": item.required,
                    }
                    for item in probes
                ]
            }
        )
    else:
        show.probes(probes)
    sys.exit(0 if all(item.ok for item in probes if item.required) else EnvironmentMissing.exit_code)


cli.add_command(check)
cli.add_command(diff)
cli.add_command(init)
cli.add_command(issue)
cli.add_command(list_papers)
cli.add_command(new)
cli.add_command(register)
cli.add_command(reports)
cli.add_command(tasks)
cli.add_command(templates_group)


def main() -> None:
    """Run a command and turn what stopped it into a message and an exit code."""
    # A polite request to stop ends like Ctrl-C: LibreOffice is put away, finished papers stay.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    open_streams()
    sys.exit(last_words(_run()))


def _run() -> int:
    try:
        cli(standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("\nĐã dừng theo yêu cầu; các văn bản đã xong vẫn còn.", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        click.echo(click.style("Không hiểu lệnh: ", fg="red", bold=True) + explain(error), err=True)
        click.echo("    → Xem cách dùng: vanthu --help, hoặc vanthu LỆNH --help", err=True)
        return error.exit_code
    except VanthuError as error:
        if isinstance(error, Faulty):
            show.findings(error.findings)
        click.echo(click.style("Không thực hiện được: ", fg="red", bold=True) + error.message, err=True)
        if error.remedy:
            click.echo(f"    → {error.remedy}", err=True)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the edge: a bug becomes a log file, not a page of Python for a clerk
        return _stopped(error)
    return 0


def _stopped(error: Exception) -> int:
    """Handle an exception that is no message to the user: the system refused something, or the program has a bug."""
    if (refusal := is_of_machine(error)) is not None:
        return say_machine(refusal)
    place = str(error.place) if isinstance(error, Logged) else log_bug(error)
    click.echo(f"Phần mềm gặp lỗi bên trong. Xin gửi tệp này cho người phát triển: {place}", err=True)
    return _BUG
