"""`vanthu init`: a new office's folder that builds at once (lập bộ hồ sơ mới)."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.arguments import folder_argument
from pipeline.cli.vietnamese import Command


@click.command(cls=Command)
@folder_argument
@click.option("--kind", metavar="LOẠI", help="Loại cơ quan: ubnd tỉnh, sở, ubnd xã, trường, doanh nghiệp.")
@click.option(
    "--agency", "--name", "name", metavar="TÊN", help="Tên cơ quan: tỉnh Sông Thương; Sở Nội vụ; xã An Bình; …"
)
@click.option("--superior", metavar="TÊN", help="Cơ quan cấp trên; UBND tỉnh không có, doanh nghiệp có thể không có.")
@click.option("--place", metavar="ĐỊA_DANH", help="Địa danh trước ngày tháng (mặc định: theo tên đơn vị hành chính).")
@click.option(
    "--symbol",
    metavar="CHỮ",
    help="Viết tắt tên cơ quan trong số, ký hiệu (mặc định: chữ đầu các tiếng; tên dài thì phải ghi).",
)
@click.option("--signer", metavar="HỌ_TÊN", help="Người đứng đầu, ký văn bản, ví dụ: Bà Trần Thị Lan.")
@click.option("--title", metavar="CHỨC_VỤ", help="Chức vụ của người ấy (mặc định theo loại: Chủ tịch, Giám đốc, …).")
@click.option("--clerk", metavar="HỌ_TÊN", help="Văn thư, ví dụ: Ông Lê Văn Bình.")
@click.option("--year", metavar="NĂM", help="Năm của bộ hồ sơ (mặc định: năm nay).")
@click.option(
    "--committee",
    metavar="TÊN",
    help="Ban Chỉ đạo của UBND tỉnh: về cải cách hành chính; Ban Chỉ đạo … (mặc định: chuyển đổi số).",
)
@click.option(
    "--committee-symbol",
    metavar="CHỮ",
    help="Viết tắt tên Ban Chỉ đạo (mặc định: BCĐ và chữ đầu các tiếng; tên dài thì phải ghi).",
)
def init(folder: Path, **answers: str | None) -> None:
    """Lập bộ hồ sơ mới trong THƯ_MỤC: cơ quan, cán bộ, vài văn bản thử; dựng được ngay.

    Ở cửa sổ lệnh, phần mềm hỏi từng mục, có sẵn câu trả lời đề nghị. Trong tập lệnh thì trả lời bằng các tùy chọn;
    thiếu mục nào phần mềm nói mục ấy rồi dừng. Không bao giờ ghi đè tệp đã có.
    """
    from pipeline.cli.print_init import start_office  # noqa: PLC0415 - records load only for commands that read them

    start_office(folder, {key.replace("_", " "): value for key, value in answers.items() if value is not None})
