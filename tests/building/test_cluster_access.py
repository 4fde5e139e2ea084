"""Nobody works with a cluster that anybody could have put there: TLS with certificates of the office, or this machine alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster
from distributed.security import Security

from pipeline.building.making.cluster import dask_executor
from pipeline.building.making.cluster_access import access
from pipeline.errors import EnvironmentMissing, UsageError


@pytest.mark.parametrize(
    "address",
    [
        "máy-chủ",
        "http://127.0.0.1:8786",
        "tcp://127.0.0.1",
        "tcp://a b:1",
        "tls://may:0",
        "tls://may:99999",
        "tcp://[::1:80",
    ],
)
def test_access__no_address(address: str) -> None:
    with pytest.raises(UsageError, match="không phải địa chỉ cụm máy"):
        access(address)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://may-1:8786",
        "tcp://10.0.0.5:8786",
        "tcp://0.0.0.0:8786",
        "tcp://[2001:db8::1]:8786",
        "tcp://127.0.0.1.vn:1",
    ],
)
def test_access__a_port_open_to_others_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="ai nối được vào cổng ấy đều chạy được lệnh") as refused:
        access(address)
    assert "--cluster tls://" in refused.value.remedy


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786", "tcp://127.8.9.1:1"]
)
def test_access__this_machine_needs_no_certificates(address: str) -> None:
    assert access(address).security is None


def test_access__the_command_for_a_scheduler_opens_no_port_to_strangers(tmp_path: Path) -> None:
    assert access("tcp://[::1]:18786").scheduler == "dask scheduler --host 127.0.0.1 --port 18786"
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tmp_path / name).write_text("")
    assert "--protocol tls" in access("tls://may-1:8786", tmp_path).scheduler
    assert "--tls-cert" in access("tls://may-1:8786", tmp_path).scheduler


def test_access__certificates_are_all_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cần chứng thư"):
        access("tls://may-1:8786")
    (tmp_path / "ca.pem").write_text("")
    with pytest.raises(UsageError, match=r"thiếu cert\.pem, key\.pem"):
        access("tls://may-1:8786", tmp_path)
    with pytest.raises(UsageError, match="không dùng chứng thư"):
        access("tcp://127.0.0.1:8786", tmp_path)


# ------------------------------------------------------------------------------------------------ with real certificates
def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607 - as a clerk types it


def _authority(folder: Path) -> Path:
    """An office's authority and one machine's certificate, made as the guide says."""
    folder.mkdir()
    _openssl(folder, *"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Cum -keyout ca-key.pem -out ca.pem".split())
    _openssl(folder, *"req -newkey rsa:2048 -nodes -subj /CN=may-1 -keyout key.pem -out may.csr".split())
    _openssl(
        folder, *"x509 -req -in may.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -out cert.pem".split()
    )
    return folder


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _authority(tmp_path_factory.mktemp("pki") / "own")


@pytest.fixture(scope="module")
def cluster(certificates: Path) -> Iterator[LocalCluster]:
    ca, cert, key = (str(certificates / name) for name in ("ca.pem", "cert.pem", "key.pem"))
    security = Security(  # type: ignore[no-untyped-call]
        tls_ca_file=ca,
        **{
            f"tls_{role}_{part}": file
            for role in ("client", "scheduler", "worker")
            for part, file in (("cert", cert), ("key", key))
        },
        require_encryption=True,
    )
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, dashboard_address=None, protocol="tls://", security=security
    ) as running:
        yield running


@pytest.mark.office
def test_dask_executor__works_with_certificates(cluster: LocalCluster, certificates: Path) -> None:
    with dask_executor(access(cluster.scheduler_address, certificates)) as executor:
        assert executor.submit(divmod, 17, 5).result() == (3, 2)


@pytest.mark.office
def test_dask_executor__a_stranger_gets_in_neither_way(cluster: LocalCluster, tmp_path: Path) -> None:
    address = cluster.scheduler_address
    foreign = access(address, _authority(tmp_path / "foreign"))
    with pytest.raises(EnvironmentMissing, match="Không nối được"), dask_executor(foreign, patience=3.0):
        pass
    plain = access(f"tcp://127.0.0.1:{address.rpartition(':')[2]}")
    with pytest.raises(EnvironmentMissing, match="Không nối được"), dask_executor(plain, patience=3.0):
        pass


def test_build__refuses_before_anything_is_done(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", str(tmp_path), "--cluster", "tcp://may-1:8786"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "tls://" in done.stderr
