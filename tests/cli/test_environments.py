"""Odd machines and folders: the program says what is wrong in plain words, or works; it never ends as if it had a bug.

Each environment is a line of shell around one command. A few of them are tried each time, all of them with VANTHU_FUZZ=2.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import OFFICE, ROOT, TEMPLATES
from tests.strangers import TIMES

# `$V` is the program, `$BUILD` a build into `$W/ra`, `$O` a copy of the sample office, `$T` the templates, `$W` an empty folder.
ALWAYS = {
    "output is a file": "touch $W/ra; $BUILD --only cong-van-ubnd",
    "output below a file": "touch $W/a; $V build $O -o $W/a/ra --templates $T --only cong-van-ubnd",
    "nobody reads": "$V list $O | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}",
    "standard output is full": "$V list $O >/dev/full",
    "standard streams are closed": "$V list $O <&- >&- 2>&-",
    "letters of no terminal": "PYTHONIOENCODING=ascii LANG=C LC_ALL=C $V validate $O",
    "folder of work is gone": "mkdir $W/x; cd $W/x; rmdir $W/x; $V validate $O",
    "records are no UTF-8 names": r"cp -r $O $W/$'b\xff'; touch $W/$'b\xff'/$'c\xfe.yaml'; $V validate $W/$'b\xff'",
    "record folder cannot be read": "chmod 000 $O/van-ban; setpriv --reuid 65534 --clear-groups $V validate $O",
    "a file of no letters": r"cp $T/cong_van.docx $W/$'b\xff.docx'; cd $W; $V check *.docx --html h --json;"
    r" $V check *.docx --sarif; $V check *.docx --fix -o ra",
    "a pipe, a socket, a device": "mkfifo $W/a.docx; $V check $W/a.docx /dev/zero /dev/null $W",
    "the record of builds is a folder": "mkdir -p $W/ra/.vanthu/manifest.jsonl; $BUILD --dry-run",
    "records loop through links": "ln -s . $O/lap; ln -s y $O/x.yaml; ln -s x.yaml $O/y; $V validate $O",
}
BY_HAND = {
    ".vanthu is a file": "mkdir $W/ra; touch $W/ra/.vanthu; $BUILD --only cong-van-ubnd",
    "lock is a folder": "mkdir -p $W/ra/.vanthu.lock $W/ra/.vanthu/lock; $BUILD --only cong-van-ubnd",
    "journal is a pipe": "mkdir -p $W/ra/.vanthu; mkfifo $W/ra/.vanthu/x; $BUILD --only cong-van-ubnd",
    "paper's folder is a file": "mkdir $W/ra; touch $W/ra/cong-van-ubnd; $BUILD --only cong-van-ubnd",
    "paper is a folder": "mkdir -p $W/ra/cong-van-ubnd/cong-van-ubnd.pdf; $BUILD --only cong-van-ubnd",
    "output may not be written": "mkdir $W/ra; chmod 555 $W/ra; setpriv --reuid 65534 --clear-groups $BUILD",
    "output is full": "mkdir $W/ra; mount -t tmpfs -o size=100k t $W/ra; $BUILD; c=$?; umount $W/ra; exit $c",
    "output is read-only": "mkdir $W/ra; mount -t tmpfs -o ro t $W/ra; $BUILD; c=$?; umount $W/ra; exit $c",
    "no temporary folder": "TMPDIR=$W/khong $BUILD --only cong-van-ubnd",
    "temporary folder is full": "mkdir $W/t; mount -t tmpfs -o size=64k t $W/t; TMPDIR=$W/t $BUILD; c=$?;"
    " umount $W/t; exit $c",
    "no home": "env -u HOME $BUILD --only cong-van-ubnd",
    "home may not be written": "HOME=/proc $BUILD --only cong-van-ubnd",
    "no LibreOffice": "PATH=/nowhere $BUILD",
    "no fontconfig": "mkdir $W/p; ln -s $(command -v soffice) $W/p; PATH=$W/p $BUILD",
    "few open files": "ulimit -n 20; $BUILD --only cong-van-ubnd",
    "little memory": "ulimit -v 300000; $BUILD --only cong-van-ubnd",
    "little memory for a check": "ulimit -v 400000; $V check $T",
    "small files alone": "ulimit -f 8; $BUILD --only cong-van-ubnd",
    "strict umask": "umask 077; $BUILD --only cong-van-ubnd",
    "no umask": "umask 000; $BUILD --only cong-van-ubnd",
    "no columns": "COLUMNS=0 LINES=0 TERM=dumb $V list $O",
    "one column": "COLUMNS=1 TERM=unknown $V list $O",
    "output inside the records": "$V build $O -o $O/ra --templates $T --only cong-van-ubnd && $V validate $O",
    "output is the records": "$V build $O -o $O --templates $T --only cong-van-ubnd",
    "records behind a link": "ln -s $O $W/lien-ket; $V validate $W/lien-ket",
    "a path of all letters": 'P="$W/hồ sơ \'năm\' \\"2024\\""$\'\\n\'x; cp -r $O "$P"; $V validate "$P"',
    "no names of users": "setpriv --reuid 54321 --clear-groups env -u HOME $V validate $O",
    "results asked of nobody": "$V validate $O --json | true; exit 0",
    "stdout is a folder's end": "$V schema -o /dev/null/x",
    "new into a device": "$V new 'công văn' -o /dev/full/x",
    "html is no folder": "touch $W/h; $V check $T --html $W/h/x",
    "fix into a device": "$V check $T --fix -o /dev/full",
    "templates cannot be read": "mkdir $W/m; mkfifo $W/m/a.docx; $V build $O -o $W/ra --templates $W/m",
    "python cannot cache": "PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=0 LANG=vi_VN.TCVN5712-1 $V list $O",
}
CASES = ALWAYS | (BY_HAND if TIMES > 1 else {})


@pytest.mark.parametrize("name", CASES)
def test_environment__gives_a_result_or_a_reason(name: str, tmp_path: Path) -> None:
    office, work = tmp_path / "ho-so", tmp_path / "w"
    shutil.copytree(OFFICE, office)
    work.mkdir()
    for place in (tmp_path, office, work):
        place.chmod(0o777)
    for above in tmp_path.parents:
        if above.name.startswith("pytest-"):
            above.chmod(0o755)
    environment = {
        **os.environ,
        "V": f"{sys.executable} -m pipeline",
        "O": str(office),
        "T": str(TEMPLATES),
        "W": str(work),
        "BUILD": f"{sys.executable} -m pipeline build {office} -o {work}/ra --templates {TEMPLATES}",
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    try:
        done = subprocess.run(
            ["/bin/bash", "-c", CASES[name]], capture_output=True, check=False, cwd=work, env=environment, timeout=500
        )
    finally:
        (office / "van-ban").chmod(0o755)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode in {0, 1, 2, 3}, said[-2000:]
    assert "Traceback" not in said
    assert "lỗi bên trong" not in said
