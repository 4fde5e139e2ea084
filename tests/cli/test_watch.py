"""`vanthu watch` as a user runs it: save a file, look at the PDF; break a file, read the message; stop, and nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.decree.pack_folder import shipped_templates
from pipeline.typeset.docx.package import read_package, write_package
from tests import pdfs
from tests.processes import until
from tests.sample import OFFICE, ROOT

_SENTENCE = "<w:body><w:p><w:r><w:t>Câu của mẫu riêng</w:t></w:r></w:p>".encode()


def _wait_until(true: Callable[[], bool]) -> None:
    assert until(true), "still not so after minutes"


class Watch:
    """A running watch of a small office."""

    def __init__(self, place: Path, output: Path) -> None:
        self.folder = place / "hồ sơ"
        self.output = output
        self.scratch = place / "tạm"
        self.log = place / "log"
        shutil.copytree(OFFICE, self.folder, ignore=shutil.ignore_patterns("cuoc-hop", "quyet-dinh-*", "thong-bao-*"))
        self.scratch.mkdir()

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start, wait until it watches, and stop it with Ctrl-C at the end."""
        command = [sys.executable, "-m", "pipeline", "watch", str(self.folder), "--output", str(self.output)]
        environment = {**os.environ, "TMPDIR": str(self.scratch), "PYTHONUNBUFFERED": "1"}
        with (
            self.log.open("wb") as log,
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT) as process,
        ):
            try:
                _wait_until(lambda: "Đang canh" in self.said())
                yield process
                process.send_signal(signal.SIGINT)
                assert process.wait(timeout=180) == 0
            finally:
                process.kill()

    def said(self) -> str:
        """All that it has printed."""
        return self.log.read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a record as an editor does."""
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def words(self, key: str) -> str:
        """What the paper's PDF says."""
        place = self.output / key / f"{key}.pdf"
        return pdfs.text(place.read_bytes()) if place.is_file() else ""


@pytest.mark.office
def test_watch__save_break_repair_stop(tmp_path: Path) -> None:
    watch = Watch(tmp_path, tmp_path / "ra")
    with watch.running():
        watch.edit("van-ban/cong-van-ubnd.yaml", "trích yếu: ", "trích yếu: thử lưu tệp rồi xem ngay; ")
        _wait_until(lambda: "thử lưu tệp rồi xem ngay" in watch.words("cong-van-ubnd"))
        watch.edit("van-ban/cong-van-ubnd.yaml", "trích yếu: ", "trích yếu sai: ")
        _wait_until(lambda: "Chưa dựng được 1 văn bản" in watch.said())
        assert "trích yếu sai" in watch.said()
        assert "thử lưu tệp rồi xem ngay" in watch.words("cong-van-ubnd")
        watch.edit("van-ban/cong-van-ubnd.yaml", "trích yếu sai: ", "trích yếu: đã sửa xong; ")
        _wait_until(lambda: "đã sửa xong" in watch.words("cong-van-ubnd"))
        # Told after it is written down: stopped between file and note, a build would rightly make the paper again.
        _wait_until(lambda: watch.said().count("Dựng 1 văn bản") == 2)
    assert "Traceback" not in watch.said()
    _wait_until(lambda: list(watch.scratch.iterdir()) == [])
    command = [sys.executable, "-m", "pipeline", "build", str(watch.folder), "--output", str(watch.output), "--dry-run"]
    after = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "sẽ dựng 0 trong" in after.stdout


@pytest.mark.office
def test_watch__survives_whatever_a_save_leaves_behind(tmp_path: Path) -> None:
    watch = Watch(tmp_path, tmp_path / "ra")
    with watch.running():
        letter = watch.folder / "van-ban" / "cong-van-ubnd.yaml"
        right = letter.read_bytes()
        letter.write_bytes(right[:300] + b"\xff\xfe")
        _wait_until(lambda: "DL-001" in watch.said())
        letter.unlink()
        letter.mkdir()
        (letter.parent / "cong-van-ubnd.yaml~").write_bytes(right)
        letter.rmdir()
        letter.write_bytes(right)
        away = watch.folder.rename(tmp_path / "đi vắng")
        _wait_until(lambda: "Không có thư mục" in watch.said())
        away.rename(watch.folder)
        shutil.rmtree(watch.output)
        watch.output.write_text("a file where the folder was")
        letter.write_bytes(right + b"\n")
        _wait_until(lambda: "là một tệp, không phải thư mục" in watch.said())
        watch.output.unlink()
        watch.edit("van-ban/cong-van-ubnd.yaml", "trích yếu: ", "trích yếu: sau mọi chuyện; ")
        _wait_until(lambda: "sau mọi chuyện" in watch.words("cong-van-ubnd"))
    assert "Traceback" not in watch.said()
    assert "lỗi bên trong" not in watch.said()


@pytest.mark.office
def test_watch__output_below_the_folder_is_not_watched(tmp_path: Path) -> None:
    watch = Watch(tmp_path, tmp_path / "hồ sơ" / "ra")
    with watch.running():
        watch.edit("van-ban/cong-van-ubnd.yaml", "trích yếu: ", "trích yếu: một lần thôi; ")
        _wait_until(lambda: watch.said().count("Dựng ") == 2)
        time.sleep(2)
    # One save may come in two steps; a watch over its own output would never come to rest.
    assert watch.said().count("Không văn bản nào đổi") <= 1


@pytest.mark.office
def test_watch__a_saved_template_or_sentence_of_the_office_rebuilds_the_papers_that_use_it(tmp_path: Path) -> None:
    watch = Watch(tmp_path, tmp_path / "ra")
    layout, pack = "cong_van.docx", watch.folder / "mau"
    parts = read_package((shipped_templates() / layout).read_bytes())
    with watch.running():
        pack.mkdir()
        (pack / "loi_van.toml").write_text('["nơi nhận"]\n"như trên" = "Như nơi kính gửi"\n', "utf-8")
        _wait_until(lambda: "Như nơi kính gửi" in watch.words("cong-van-ubnd"))
        body = parts["word/document.xml"].replace(b"<w:body>", _SENTENCE, 1)
        (pack / layout).write_bytes(write_package({**parts, "word/document.xml": body}))
        _wait_until(lambda: "Câu của mẫu riêng" in watch.words("cong-van-ubnd"))
        (pack / "loi_van.toml").write_text('["nơi nhận"]\n"như trên" = "{{ khong_co }}"\n', "utf-8")
        _wait_until(lambda: "khong_co" in watch.said())
        assert "Như nơi kính gửi" in watch.words("cong-van-ubnd"), "a faulty sentence leaves what was built"
        shutil.rmtree(pack)
        _wait_until(lambda: "Câu của mẫu riêng" not in watch.words("cong-van-ubnd"))
        assert "Như trên" in watch.words("cong-van-ubnd")
    assert "Traceback" not in watch.said()


def test_watch__no_such_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "watch", str(tmp_path / "không-có"), "--output", str(tmp_path / "ra")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert "không-có" in ended.stderr
