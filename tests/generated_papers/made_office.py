"""An office made from nothing (bộ hồ sơ sinh ra): its bodies and people with short and long names, its papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from pipeline.workspace.writing import record_text
from tests.generated_papers.made_texts import heading, paragraph, sentence, subject

Record = dict[str, Any]
_YEARS: Final = (2018, 2024, 2024, 2024)  # the regulation of then, and today's
_PLACES: Final = (
    ("Sơn Hà", "thành phố Sơn Hà"),
    ("Thanh Giang", "tỉnh Thanh Giang"),
    ("Đông Thượng", "tỉnh Đông Thượng"),
    ("Bắc Ninh Thuận Hòa", "tỉnh Bắc Ninh Thuận Hòa"),
)
_PEOPLE: Final = (
    "Lê Y", "Nguyễn Văn An", "Trần Thị Minh Hạnh", "Tôn Thất Hoàng Thiên Phú", "Công Tằng Tôn Nữ Thị Bạch Vân",
    "Nguyễn Hoàng Phương Nghi Trang Đài", "Đỗ Ưng", "Phạm Đức Lương",
)  # fmt: skip
_AGENCIES: Final = (
    ("Sở Nội vụ", "SNV", "Giám đốc", "Phó Giám đốc"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", "Giám đốc", "Phó Giám đốc"),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và dân dụng", "BQLDA", "Giám đốc", "Phó Giám đốc"),
    ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "TTGDNN", "Giám đốc", "Phó Giám đốc"),
    ("Trường Trung học phổ thông chuyên Nguyễn Bỉnh Khiêm", "THPTNBK", "Hiệu trưởng", "Phó Hiệu trưởng"),
)
_NAMED: Final = (
    "chỉ thị", "thông cáo", "thông báo", "hướng dẫn", "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo",
    "tờ trình", "quy chế", "quy định", "giấy ủy quyền", "phiếu gửi", "phiếu chuyển", "phiếu báo",
)  # fmt: skip
_ATTACHED: Final = ("quy chế", "quy định", "kế hoạch", "chương trình", "phương án", "đề án", "danh sách")
_CELLS: Final = (
    "Máy chủ cho cụm xử lý giao dịch", "Bản quyền phần mềm, thời hạn 12 tháng", "Công nhập dữ liệu hộ tịch từ sổ giấy",
    "Kiểm tra, đánh giá an toàn thông tin cấp độ 3", "Số 12 đường Bến Ngự, phường Nguyễn Bỉnh Khiêm, thành phố Sơn Hà",
    "https://dichvucong.sonha.example/huong-dan/nop-ho-so-truc-tuyen/ket-qua", "Ủy ban nhân dân huyện Đông Thượng",
    "Nguyễn Hoàng Phương Nghi Trang Đài", "Phó Trưởng ban Thường trực Ban Dân vận", "Đường truyền",
)  # fmt: skip


def make_office(folder: Path, chance: Random, papers: int) -> None:
    """The records of an office with so many papers."""
    name, place = chance.choice(_PLACES)
    year = chance.choice(_YEARS)
    province = f"Ủy ban nhân dân {place}"
    issuers = [_Issuer("ubnd", province, "UBND", "Chủ tịch", "Phó Chủ tịch", collective=True)]
    for key, row in zip("abc", chance.sample(_AGENCIES, 3), strict=True):
        issuers.append(_Issuer(f"cq-{key}", *row))
    agencies = [{**issuer.record, "địa danh": name} for issuer in issuers]
    people = [person for issuer in issuers for person in issuer.people(chance)]
    style = chance.choice(({}, {"cỡ chữ nội dung": 13}, {"khoảng cách dòng": "1,2"}))
    write(
        folder / "van-phong.yaml",
        {"loại": "văn phòng", "tên": "Bộ hồ sơ sinh ra", "năm": year} | ({"thể thức": style} if style else {}),
    )
    write(folder / "co-quan.yaml", {"loại": "cơ quan", "danh sách": agencies})
    write(folder / "can-bo.yaml", {"loại": "cán bộ", "danh sách": people})
    for number in range(papers):
        record = Paper(chance, issuers, f"vb-{number}", year).record()
        if record["loại"] == "tờ trình" and number > 1:
            record["kèm theo"] = [f"vb-{before}" for before in chance.sample(range(number), 2)]
            record["trọn bộ"] = chance.choice(("một tệp", "nhiều tệp"))
        write(folder / "van-ban" / f"vb-{number}.yaml", record)


def write(path: Path, record: Record) -> None:
    """A record in its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_text(record), encoding="utf-8")


@dataclass(frozen=True)
class _Issuer:
    """A body that issues papers, with its head and the deputy."""

    id: str
    name: str
    short: str
    head: str
    deputy: str
    collective: bool = False

    @property
    def record(self) -> Record:
        """The agency as the office's record has it."""
        found: Record = {"mã": self.id, "tên": self.name, "viết tắt": self.short, "chức vụ người đứng đầu": self.head}
        if self.collective:
            return found | {"tên tập thể": "Ủy ban nhân dân"}
        return found | {"cơ quan chủ quản": "ubnd"}

    def people(self, chance: Random) -> Iterator[Record]:
        """Its head and the deputy."""
        for role, post in (("truong", self.head), ("pho", self.deputy)):
            yield {
                "mã": f"{self.id}-{role}", "họ và tên": chance.choice(_PEOPLE), "danh xưng": chance.choice(("Ông", "Bà")),
                "chức vụ": post, "cơ quan": self.id,
            }  # fmt: skip


class Paper:
    """One paper: its type, its structure and its length as the dice fall."""

    def __init__(self, chance: Random, issuers: list[_Issuer], key: str, year: int) -> None:
        self.chance, self.issuers, self.key, self.year = chance, issuers, key, year
        self.issuer = chance.choice(issuers)

    def record(self) -> Record:
        """The record of the paper."""
        kind = self.chance.choice(("quyết định", "quyết định kèm", "công văn", *self.chance.sample(_NAMED, 3)))
        made = {"quyết định": self._decision, "quyết định kèm": self._issuing, "công văn": self._letter}.get(kind)
        record = made() if made is not None else self._named(kind)
        waits = self.chance.random() < 0.4
        when: Record = {"tháng ban hành": f"{self.chance.randint(1, 12)}/{self.year}"}
        if not waits:
            month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
            # A series counts up with the days of the year.
            number = (month * 31 + day - 31) * 4
            when = {"số": number, "ngày ban hành": f"{day}/{month}/{self.year}"}
        whole: Record = {
            "loại": kind.removesuffix(" kèm"),
            "mã": self.key,
            "cơ quan ban hành": self.issuer.id,
            **when,
            **record,
        }
        if self.chance.random() < 0.35:
            whole["phụ lục"] = [self._annex() for _ in range(self.chance.randint(1, 2))]
            self._mention(whole)
        return whole | {"ký": self._signing(whole["loại"]), "nơi nhận": {"lưu": "VP"}}

    def _mention(self, whole: Record) -> None:
        words = (
            "(chi tiết tại Phụ lục kèm theo)" if len(whole["phụ lục"]) == 1 else "(chi tiết tại các Phụ lục kèm theo)"
        )
        at = next((n for n, part in enumerate(whole["nội dung"]) if isinstance(part, str)), None)
        if at is not None:
            whole["nội dung"][at] = f"{whole['nội dung'][at].rstrip('.:')} {words}."
            return
        part = whole["nội dung"][0]
        while len(part) > 1 and not isinstance(part["nội dung"][0], str):
            part = part["nội dung"][0]
        if len(part) == 1:
            level = next(iter(part))
            part[level] = f"{part[level].rstrip('.:')} {words}."
        else:
            part["nội dung"][0] = f"{part['nội dung'][0].rstrip('.:')} {words}."

    def _signing(self, kind: str) -> Record:
        deputy = self.chance.random() < 0.5
        record: Record = {"người ký": f"{self.issuer.id}-{'pho' if deputy else 'truong'}"}
        collective = self.issuer.collective and kind not in {"quyết định", "công điện", "công văn"}
        power = ("TM KT" if deputy else "TM") if collective else ("KT" if deputy else None)
        return record | ({"quyền hạn": power} if power else {})

    # ---------------------------------------------------------------------------------------------------------- by type
    def _decision(self) -> Record:
        titled = self.chance.random() < 0.5
        articles: list[Any] = [self._article(titled=titled) for _ in range(self.chance.randint(1, 5))]
        return self._deciding(f"Về việc {subject(self.chance, self.chance.randint(1, 3))}", articles, titled=titled)

    def _deciding(self, about: str, articles: list[Any], *, titled: bool = False) -> Record:
        closing = "Quyết định này có hiệu lực kể từ ngày ký."
        duty = "Thủ trưởng các cơ quan, đơn vị và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
        last: list[Any] = [{"điều": closing}, {"điều": duty}]
        if titled:
            last = [
                {"điều": "Hiệu lực thi hành", "nội dung": [closing]},
                {"điều": "Trách nhiệm thi hành", "nội dung": [duty]},
            ]
        bases = [
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        ]
        return {
            "trích yếu": about, "căn cứ": bases[: self.chance.randint(1, 2)],
            "theo đề nghị": f"{self.chance.choice(('Chánh Văn phòng', 'Trưởng phòng Tổ chức - Hành chính'))}",
            "nội dung": [*articles, *last],
        }  # fmt: skip

    def _issuing(self) -> Record:
        kind = self.chance.choice(_ATTACHED)
        about = subject(self.chance, self.chance.randint(1, 2))
        title = f"{about[:1].upper()}{about[1:]}"
        record = self._deciding(
            f"Ban hành {kind} {about}", [{"điều": f"Ban hành kèm theo Quyết định này {kind.capitalize()} {about}."}]
        )
        return record | {"văn bản kèm theo": [{"loại": kind, "trích yếu": title, "nội dung": self._attached(kind)}]}

    def _attached(self, kind: str) -> list[Any]:
        if kind == "danh sách":
            return [self._table(rows=self.chance.randint(2, 40))]
        if kind in {"quy chế", "quy định"}:
            top = self.chance.choice((("chương",), ("phần", "chương"), ("chương", "mục"), ()))
            return self._levels((*top, "điều"), titled=True)
        return self._headed()

    def _letter(self) -> Record:
        lines = self.chance.randint(1, 4)
        others = self.chance.randint(1, 3)
        addressees = [
            "Ủy ban nhân dân các huyện, thị xã, thành phố",
            "Sở Thông tin và Truyền thông",
            "Các sở, ban, ngành cấp tỉnh",
        ]
        return {
            "đơn vị soạn thảo": self.chance.choice(("VP", "KHTC", "TCHC")), "trích yếu": subject(self.chance, lines),
            "kính gửi": self.chance.sample(addressees, others), "nội dung": self._loose(self.chance.randint(1, 9)),
        }  # fmt: skip

    def _named(self, kind: str) -> Record:
        about = subject(self.chance, self.chance.randint(1, 3))
        if kind in {"quy chế", "quy định"}:
            return {"trích yếu": f"{about[:1].upper()}{about[1:]}", "nội dung": self._attached(kind)}
        body = self._headed() if self.chance.random() < 0.7 else self._loose(self.chance.randint(2, 12))[:-1]
        opening = [f"{paragraph(self.chance, 2)}"] if self.chance.random() < 0.8 or not isinstance(body[0], str) else []
        record: Record = {
            "trích yếu": f"Về việc {about}" if kind in {"tờ trình", "thông báo"} else f"{about[:1].upper()}{about[1:]}"
        }
        if kind == "tờ trình" or (kind == "báo cáo" and self.chance.random() < 0.5):
            record["kính gửi"] = ["Hội đồng nhân dân tỉnh"] if self.issuer.collective else ["ubnd"]
        return record | {"nội dung": [*opening, *body, f"{sentence(self.chance)}"]}

    # --------------------------------------------------------------------------------------------------------- structure
    def _article(self, *, titled: bool) -> Record:
        if not titled:
            return {"điều": paragraph(self.chance, 2)}
        return {"điều": heading(self.chance), "nội dung": self._clauses()}

    def _clauses(self) -> list[Any]:
        found: list[Any] = []
        for _ in range(self.chance.randint(2, 5)):
            if self.chance.random() < 0.4:
                points = [
                    {"điểm": f"{sentence(self.chance, clauses=1)}{end}"}
                    for end in ";" * self.chance.randint(1, 4) + "."
                ]
                found.append({"khoản": f"{sentence(self.chance, clauses=1)}:", "nội dung": points})
            else:
                found.append({"khoản": paragraph(self.chance, 2)})
        return found

    def _levels(self, levels: tuple[str, ...], *, titled: bool) -> list[Any]:
        level, *below = levels
        if not below:
            return [self._article(titled=titled) for _ in range(self.chance.randint(2, 5))]
        return [
            {level: heading(self.chance), "nội dung": self._levels(tuple(below), titled=titled)}
            for _ in range(self.chance.randint(1, 3))
        ]

    def _headed(self) -> list[Any]:
        """Roman sections with clauses, paragraphs, dashes and tables; sometimes in parts."""
        sections: list[Any] = [
            {"mục": heading(self.chance), "nội dung": self._inside()} for _ in range(self.chance.randint(2, 4))
        ]
        if self.chance.random() < 0.2:
            half = len(sections) // 2
            return [{"phần": heading(self.chance), "nội dung": part} for part in (sections[:half], sections[half:])]
        return sections

    def _inside(self) -> list[Any]:
        return self.chance.choice((self._loose_text, self._clauses, self._titled, self._dashes, self._tabled))()

    def _tabled(self) -> list[Any]:
        return [paragraph(self.chance, 1), self._table()]

    def _loose_text(self) -> list[Any]:
        return [paragraph(self.chance) for _ in range(self.chance.randint(1, 4))]

    def _titled(self) -> list[Any]:
        return [
            {
                "khoản": heading(self.chance),
                "nội dung": [paragraph(self.chance, 2) for _ in range(self.chance.randint(1, 2))],
            }
            for _ in range(self.chance.randint(2, 3))
        ]

    def _dashes(self) -> list[Any]:
        return [
            paragraph(self.chance, 1),
            *({"gạch đầu dòng": f"{sentence(self.chance, clauses=1)}."} for _ in range(self.chance.randint(2, 5))),
        ]

    def _loose(self, count: int) -> list[Any]:
        found: list[Any] = [paragraph(self.chance)]
        while len(found) < count:
            found += self.chance.choice((self._loose_text, self._clauses, self._dashes))()
        return [*found, sentence(self.chance)]

    def _table(self, rows: int = 0) -> Record:
        words = self.chance.randint(1, 4)
        names = self.chance.sample(("Nội dung", "Đơn vị thực hiện", "Địa chỉ", "Ghi chú", "Người phụ trách"), words)
        columns = [
            {"tên": "TT", "kiểu": "giữa"},
            *({"tên": name} for name in names),
            {"tên": "Kinh phí (triệu đồng)", "kiểu": "số"},
        ]
        lines = [
            [str(number), *(self.chance.choice(_CELLS) for _ in names), str(self.chance.randint(1, 99000))]
            for number in range(1, (rows or self.chance.randint(2, 12)) + 1)
        ]
        return {"bảng": {"cột": columns, "hàng": lines}}

    def _annex(self) -> Record:
        body = [self._table(rows=self.chance.randint(2, 30))] if self.chance.random() < 0.6 else self._headed()
        return {"tiêu đề": heading(self.chance), "khổ": self.chance.choice(("dọc", "ngang")), "nội dung": body}
