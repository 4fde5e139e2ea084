"""Who does the work never shows: the same bytes from this process, from a pool, from a cluster; nothing lost when one dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import LocalCluster

from pipeline.building.making.build import build, cut_jobs
from pipeline.building.making.cluster import ClusterExecutor, dask_executor, differences, own_environment
from pipeline.building.making.cluster_access import access
from pipeline.building.making.executors import process_pool, run_all, serial_executor
from pipeline.building.making.job import Job, PaperResult
from pipeline.building.making.output import own_files
from pipeline.building.state.fingerprint import Environment, environment
from pipeline.errors import EnvironmentMissing
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.sample import ROOT, TEMPLATES, sample

PAPERS = ("cong-van-don-doc", "thong-bao-lich", "cong-van-ubnd", "quyet-dinh-to-giup-viec", "to-trinh-kinh-phi")
OURS = Environment(profile="p", program="p", checker="c", engine="7.4.7", fonts="f", python="3.11", zlib="1")


def _jobs(*, workers: int, seed: int = 0) -> list[Job]:
    """The papers of this test in some order, cut for some number of workers."""
    documents = [one for one in sample().documents if one.id in PAPERS]
    random.Random(seed).shuffle(documents)  # noqa: S311 - an order, no secret
    return cut_jobs(
        documents,
        workers=workers,
        templates=load_templates(TEMPLATES),
        profile=sample().profile,
        engine=find_engine(),
    )


def _assert_same_bytes(folder: Path, built: Mapping[str, PaperResult]) -> None:
    for key in PAPERS:
        docx, pdf = own_files(folder, key).values()
        assert docx.read_bytes() == built[key].docx
        assert pdf.read_bytes() == built[key].pdf


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running


# ------------------------------------------------------------------------------------------------------- the same bytes
@pytest.mark.office
@pytest.mark.parametrize(("workers", "seed"), [(1, 1), (2, 2), (3, 3), (5, 4)])
def test_build__order_and_number_of_workers_never_change_a_byte(
    tmp_path: Path, built: Mapping[str, PaperResult], workers: int, seed: int
) -> None:
    with process_pool(2) as executor:
        build(_jobs(workers=workers, seed=seed), folder=tmp_path, executor=executor)
    _assert_same_bytes(tmp_path, built)


@pytest.mark.office
def test_build__alone(tmp_path: Path, built: Mapping[str, PaperResult]) -> None:
    build(_jobs(workers=1), folder=tmp_path, executor=serial_executor())
    _assert_same_bytes(tmp_path, built)


@pytest.mark.office
def test_build__on_a_cluster_though_a_machine_dies(
    tmp_path: Path, built: Mapping[str, PaperResult], cluster: LocalCluster
) -> None:
    done: list[str] = []

    with dask_executor(access(cluster.scheduler_address)) as executor:
        assert executor.machines == 2
        killed = _kill_one_soon(executor)
        made = build(
            _jobs(workers=5, seed=5),
            folder=tmp_path,
            executor=executor,
            on_done=lambda one: done.append(one.document.id),
        )
    assert killed
    assert sorted(done) == sorted(PAPERS) == [one.document.id for one in made]
    _assert_same_bytes(tmp_path, built)


def _kill_one_soon(executor: ClusterExecutor) -> list[int]:
    """Kill one of the cluster's processes as soon as it works on something."""
    victim = executor.submit(os.getpid).result()
    executor.submit(time.sleep, 0.5)
    os.kill(victim, signal.SIGKILL)
    return [victim]


# -------------------------------------------------------------------------------------------------------- what goes wrong
def test_run_all__pool_process_killed() -> None:
    with pytest.raises(EnvironmentMissing, match="bị máy dừng đột ngột"), process_pool(2) as executor:
        list(run_all(_die, range(4), executor=executor, ahead=2))


def _die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("kind", ["serial", "pool"])
def test_run_all__holds_no_more_than_asked_for(kind: str) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    def run(executor: Executor) -> None:
        results = run_all(_twice, tasks(), executor=executor, ahead=3)
        found = []
        for count, result in enumerate(results, start=1):
            found.append(result)
            assert len(taken) <= count + 3
        assert sorted(found) == [2 * number for number in range(20)]

    if kind == "serial":
        run(serial_executor())
    else:
        with process_pool(2) as executor:
            run(executor)


def _twice(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("kind", ["serial", "pool"])
def test_run_all__error_of_a_task_is_the_callers(kind: str) -> None:
    if kind == "serial":
        with pytest.raises(ZeroDivisionError):
            list(run_all(_divide, [1, 0, 2], executor=serial_executor(), ahead=2))
        return
    with pytest.raises(ZeroDivisionError), process_pool(2) as executor:
        list(run_all(_divide, [1, 0, 2], executor=executor, ahead=2))


def _divide(number: int) -> float:
    return 1 / number


def test_dask_executor__nobody_there() -> None:
    with (
        pytest.raises(EnvironmentMissing, match="Không nối được"),
        dask_executor(access("tcp://127.0.0.1:9"), patience=1.0),
    ):
        pass


@pytest.mark.office
def test_dask_executor__error_of_a_task_comes_back(cluster: LocalCluster) -> None:
    with dask_executor(access(cluster.scheduler_address)) as executor, pytest.raises(ZeroDivisionError):
        list(run_all(_divide, [0], executor=executor, ahead=2))


@pytest.mark.parametrize(
    ("field", "found", "said"),
    [
        ("program", "khác", "chương trình vanthu"),
        ("checker", "khác", "quy tắc kiểm tra"),
        ("engine", "24.2.1", "LibreOffice 24.2.1 (máy này: 7.4.7)"),
        ("fonts", "g", "phông chữ"),
        ("python", "3.12", "Python 3.12 (máy này: 3.11)"),
        ("zlib", "2", "zlib 2 (máy này: 1)"),
    ],
)
def test_differences__said_in_words(field: str, found: str, said: str) -> None:
    (different,) = differences(replace(OURS, **{field: found}), OURS)
    assert said in different
    assert field in OURS.machine


def test_differences__none_between_machines_whatever_the_profile() -> None:
    assert differences(replace(OURS, profile="q"), OURS) == ()


@pytest.mark.office
def test_own_environment__is_the_one_that_papers_of_this_machine_are_known_by() -> None:
    profile, engine = sample().profile, find_engine()
    of_a_paper = environment(profile=profile, engine_version=engine.version, fonts=font_files().values())
    assert own_environment().engine == engine.version
    assert differences(of_a_paper, own_environment()) == ()


def test_on_worker__a_machine_whose_libreoffice_is_too_old_says_so(tmp_path: Path) -> None:
    old = tmp_path / "soffice"
    old.write_text("#!/bin/sh\necho LibreOffice 6.4.7.2\n", "utf-8")
    old.chmod(0o755)
    task = (
        "import pickle\n"
        "from pipeline.building.making.cluster import on_worker\n"
        "from pipeline.building.state.fingerprint import Environment\n"
        "from pipeline.errors import EnvironmentMissing\n"
        "try: on_worker(Environment(profile='', program='p', engine='7.4', fonts='f'), pickle.dumps((divmod, (7, 2), {})))\n"
        "except EnvironmentMissing as said: print(said.message)\n"
    )
    environ = {**os.environ, "PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", task], cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Một máy của cụm không dựng được" in done.stdout
    assert "LibreOffice 6.4.7.2 quá cũ" in done.stdout
