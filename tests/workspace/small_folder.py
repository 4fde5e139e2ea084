"""A small folder of records without any fault (hồ sơ nhỏ), and ways to spoil it in one place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.finding import Finding
from pipeline.workspace.load import load

AGENCIES = """\
loại: cơ quan
danh sách:
  - mã: ubnd-tinh
    tên: Ủy ban nhân dân tỉnh Thanh Giang
    tên gọi: UBND tỉnh
    viết tắt: UBND
    địa danh: Thanh Giang
    chức vụ người đứng đầu: Chủ tịch
    tên tập thể: Ủy ban nhân dân
  - mã: van-phong
    tên: Văn phòng UBND tỉnh
    viết tắt: VP
    cơ quan chủ quản: ubnd-tinh
    là đơn vị của: ubnd-tinh
    chức vụ người đứng đầu: Chánh Văn phòng
  - mã: so-tttt
    tên: Sở Thông tin và Truyền thông
    viết tắt: STTTT
    cơ quan chủ quản: ubnd-tinh
    chức vụ người đứng đầu: Giám đốc
nhóm:
  - mã: cac-so
    tên: Các sở, ban, ngành
    gồm: [van-phong, so-tttt]
"""

PEOPLE = """\
loại: cán bộ
danh sách:
  - mã: chu-tich
    họ và tên: Lê Quang Thiệu
    chức vụ: Chủ tịch
    cơ quan: ubnd-tinh
    danh xưng: Ông
  - mã: pho-chu-tich
    họ và tên: Trần Minh Hạnh
    danh xưng: Bà
    chức vụ: Phó Chủ tịch
    cơ quan: ubnd-tinh
  - mã: chanh-van-phong
    họ và tên: Phạm Đức Lương
    chức vụ: Chánh Văn phòng
    cơ quan: van-phong
    danh xưng: Ông
  - mã: giam-doc
    họ và tên: Nguyễn Hữu Bằng
    chức vụ: Giám đốc
    cơ quan: so-tttt
    danh xưng: Ông
  - mã: chuyen-vien
    họ và tên: Trần Thị Diệp
    chức vụ: Chuyên viên
    cơ quan: so-tttt
    danh xưng: Bà
"""

COMMITTEE = """\
loại: ban chỉ đạo
mã: bcd
tên: Ban Chỉ đạo Chính quyền điện tử
tên gọi: Ban Chỉ đạo
viết tắt: BCĐ
cơ quan thành lập: ubnd-tinh
cơ quan thường trực: so-tttt
sổ văn bản: Sổ của Ban
con dấu theo vai trò:
  trưởng: ubnd-tinh
  phó: ubnd-tinh
thành viên:
  - cán bộ: chu-tich
    vai trò: trưởng
    chức danh: Trưởng Ban
  - cán bộ: pho-chu-tich
    vai trò: phó
    chức danh: Phó Trưởng Ban
  - cán bộ: giam-doc
    vai trò: thường trực
    chức danh: Ủy viên Thường trực
    là thư ký: có
  - cán bộ: chanh-van-phong
    vai trò: ủy viên
    chức danh: Ủy viên
"""

MEETING = """\
loại: cuộc họp
mã: phien-1
tên: Phiên họp thứ nhất năm 2024
của: bcd
chủ trì: chu-tich
thư ký: giam-doc
ngày họp: 15/3/2024
giờ bắt đầu: 14:00
giờ kết thúc: 16:30
địa điểm: Phòng họp số 1
chương trình:
  - nội dung: Báo cáo kết quả năm 2023
    trình bày: so-tttt
thành phần:
  vắng mặt:
    - cán bộ: pho-chu-tich
      lý do: đi công tác
  khách mời:
    - Viễn thông tỉnh
phát biểu:
  - người phát biểu: chanh-van-phong
    ý kiến:
      - Nhất trí với báo cáo.
biểu quyết:
  - nội dung: Thông qua kế hoạch
    đồng ý: 3
kết luận:
  - việc: Hoàn thiện kế hoạch
    chủ trì: so-tttt
    phối hợp: [van-phong]
    thời hạn: 29/3/2024
giấy mời:
  tháng ban hành: 3/2024
  ký:
    người ký: giam-doc
    quyền hạn: TL
biên bản:
  nơi nhận:
    lưu: CNTT
thông báo:
  số: 5
  ngày ban hành: 20/3/2024
  ký:
    người ký: giam-doc
    quyền hạn: TL
"""

DECISION = """\
loại: quyết định
mã: qd-1
cơ quan ban hành: ubnd-tinh
trích yếu: Ban hành Quy chế làm việc
tháng ban hành: 4/2024
ký:
  người ký: chu-tich
  quyền hạn: TM
căn cứ:
  - Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015
nội dung:
  - điều: Ban hành kèm theo Quyết định này Quy chế làm việc.
  - điều: Quyết định này có hiệu lực kể từ ngày ký.
văn bản kèm theo:
  - loại: quy chế
    trích yếu: Làm việc của Ban Chỉ đạo
    nội dung:
      - chương: Quy định chung
        nội dung:
          - điều: Phạm vi điều chỉnh
            nội dung:
              - khoản: Quy chế này quy định việc làm việc của Ban Chỉ đạo.
phụ lục:
  - tiêu đề: Dự toán kinh phí
    nội dung:
      - bảng:
          cột:
            - tên: Nội dung chi
            - tên: Số tiền
              kiểu: tiền
          hàng:
            - [Hội nghị, "12.500.000"]
            - [Tài liệu, "3000000"]
          dòng cộng: Cộng
"""

LETTER = """\
loại: công văn
mã: cv-1
cơ quan ban hành: so-tttt
trích yếu: báo cáo kết quả 6 tháng
đơn vị soạn thảo: CNTT
kính gửi: [van-phong]
ngày ban hành: 10/6/2024
số: 12
ký:
  người ký: giam-doc
nội dung:
  - Đề nghị Văn phòng UBND tỉnh báo cáo kết quả.
nơi nhận:
  thêm:
    - gửi: Thường trực Tỉnh ủy
      để: báo cáo
"""

OFFICE = """\
loại: văn phòng
tên: Văn phòng mẫu
năm: 2024
văn thư: chuyen-vien
thể thức:
  lề trái: 30 mm
"""

OUTLINE = """\
loại: đề cương
mã: de-cuong
tên: Báo cáo kết quả
chỉ tiêu:
  - mã: ho-so
    tên: Hồ sơ đã giải quyết
    đơn vị tính: hồ sơ
    tổng hợp: tổng
    kế hoạch:
      - năm: 2024
        giá trị: 1250
  - mã: ho-so-dung-han
    tên: Hồ sơ giải quyết đúng hạn
    đơn vị tính: hồ sơ
    tổng hợp: tổng
  - mã: ty-le-dung-han
    tên: Tỷ lệ đúng hạn
    đơn vị tính: "%"
    tổng hợp: tỷ lệ
    tử số: ho-so-dung-han
    mẫu số: ho-so
    số chữ số lẻ: 1
  - mã: co-mot-cua
    tên: Có bộ phận một cửa
    đơn vị tính: đơn vị
    tổng hợp: số đơn vị
mục:
  - mã: ket-qua
    tiêu đề: Kết quả thực hiện
biểu:
  - mã: bieu-1
    tiêu đề: Giải quyết hồ sơ
    chỉ tiêu: [ho-so, ho-so-dung-han, ty-le-dung-han, co-mot-cua]
"""

LAST_YEAR = """\
loại: kỳ báo cáo
mã: ky-2023
tên: 6 tháng đầu năm 2023
đề cương: de-cuong
kỳ: 6 tháng
năm: 2023
ngày yêu cầu: 10/5/2023
hạn gửi: 10/6/2023
đơn vị báo cáo: [cac-so]
cơ quan tổng hợp: so-tttt
"""

PERIOD = """\
loại: kỳ báo cáo
mã: ky-2024
tên: 6 tháng đầu năm 2024
đề cương: de-cuong
kỳ: 6 tháng
năm: 2024
ngày yêu cầu: 10/5/2024
hạn gửi: 10/6/2024
đơn vị báo cáo: [van-phong, so-tttt]
cơ quan tổng hợp: so-tttt
kỳ trước: ky-2023
cùng kỳ: ky-2023
lấy ý kiến:
  thành viên: [bcd]
  hạn góp ý: 21/6/2024
"""

CORRECTIONS = """\
loại: điều chỉnh số liệu
mã: dieu-chinh-2024
kỳ báo cáo: ky-2024
điều chỉnh:
  - đơn vị: van-phong
    chỉ tiêu: ho-so
    giá trị: 120,5
    lý do: Đơn vị xác nhận qua điện thoại
    người điều chỉnh: chuyen-vien
    ngày: 12/6/2024
"""

OPINIONS = """\
loại: ý kiến góp ý
mã: y-kien-2024
kỳ báo cáo: ky-2024
phiếu:
  - thành viên: chanh-van-phong
    ngày nhận: 19/6/2024
    ý kiến chung: thống nhất và có ý kiến
    góp ý:
      - vị trí: Mục II
        nội dung: Đề nghị bổ sung nguyên nhân.
        xử lý: tiếp thu
        nội dung xử lý: Đã bổ sung.
"""

FILES: Mapping[str, str] = {
    "co-quan.yaml": AGENCIES,
    "can-bo.yaml": PEOPLE,
    "ban.yaml": COMMITTEE,
    "hop.yaml": MEETING,
    "qd.yaml": DECISION,
    "cv.yaml": LETTER,
    "vp.yaml": OFFICE,
    "de-cuong.yaml": OUTLINE,
    "ky-2023.yaml": LAST_YEAR,
    "ky-2024.yaml": PERIOD,
    "dieu-chinh.yaml": CORRECTIONS,
    "y-kien.yaml": OPINIONS,
}


def write_folder(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the files below a folder."""
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def spoilt(file: str, old: str, new: str) -> Mapping[str, str]:
    """The small folder with one passage of one file replaced; the passage must be there."""
    assert old in FILES[file], f"{old!r} không có trong {file}"
    return {**FILES, file: FILES[file].replace(old, new, 1)}


def findings_of(folder: Path, files: Mapping[str, str]) -> tuple[Finding, ...]:
    """What loading these files finds."""
    return load(write_folder(folder, files)).findings
