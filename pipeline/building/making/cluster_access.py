"""Access to a cluster (vào cụm máy): whoever reaches its port can run code on it, so both sides prove who they are.

Outside this machine only TLS with certificates of the office's own authority; without certificates only the loopback
address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from distributed.security import Security

_ADDRESS: Final = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):([0-9]{1,5})")
_CERTIFICATES: Final = ("ca.pem", "cert.pem", "key.pem")
_HOW: Final = (
    "Lập chứng thư cho các máy như trong docs/huong-dan.md (mục “Nhiều máy cùng dựng”), chạy máy điều phối với chúng, rồi: "
    "--cluster tls://TÊN_MÁY:8786 --certificates THƯ_MỤC"
)


@dataclass(frozen=True)
class Access:
    """A cluster's address, and the folder with `ca.pem`, `cert.pem`, `key.pem`; None for a cluster on this machine."""

    address: str
    certificates: Path | None = None

    @property
    def security(self) -> Security | None:
        """Dask's security settings, by which both sides prove who they are; None where only this machine can connect."""
        if self.certificates is None:
            return None
        from distributed.security import Security  # noqa: PLC0415 - most builds never need it, and it takes a second

        authority, certificate, key = (str(self.certificates / name) for name in _CERTIFICATES)
        return Security(  # type: ignore[no-untyped-call]
            tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
        )

    @property
    def scheduler(self) -> str:
        """The command that starts a scheduler to which only this machine or holders of a certificate can connect."""
        port = self.address.rpartition(":")[2]
        if self.certificates is None:
            return f"dask scheduler --host 127.0.0.1 --port {port}"
        return f"dask scheduler --protocol tls --port {port}{self.options}"

    @property
    def options(self) -> str:
        """The options of `security` for the command line of Dask's own programs, with a leading blank."""
        if self.certificates is None:
            return ""
        return " --tls-ca-file ca.pem --tls-cert cert.pem --tls-key key.pem"


def access(address: str, certificates: Path | None = None) -> Access:
    """How to reach the cluster at `address` (`tls://HOST:PORT`, or `tcp://` on the loopback address).

    UsageError: not an address, a port open to others without certificates, or a folder that lacks one of them.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found[3]) <= 65535:  # noqa: PLR2004 - the last port there is
        raise UsageError(f"“{address}” không phải địa chỉ cụm máy", "Viết theo mẫu: --cluster tls://TÊN_MÁY:8786")
    if found[1] == "tls":
        return Access(address, _complete(certificates))
    if not _is_loopback(found[2].strip("[]")):
        raise UsageError(
            f"“{address}” không mã hóa và không hỏi chứng thư: ai nối được vào cổng ấy đều chạy được lệnh trên các máy",
            _HOW,
        )
    if certificates is not None:
        raise UsageError(f"“{address}” không dùng chứng thư", "Viết tls:// thay cho tcp://, hoặc bỏ “--certificates”.")
    return Access(address)


def _is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's loopback; no name service is asked."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _complete(folder: Path | None) -> Path:
    if folder is None:
        raise UsageError("Địa chỉ tls:// cần chứng thư của máy này", _HOW)
    missing = [name for name in _CERTIFICATES if not (folder / name).is_file()]
    if missing:
        raise UsageError(f"Thư mục chứng thư {folder} thiếu {', '.join(missing)}", _HOW)
    return folder
