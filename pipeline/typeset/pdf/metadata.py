"""The metadata of a PDF (siêu dữ liệu): XMP packet and dates, without clock or random numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

PRODUCER: Final = "vanthu"

_DATES: Final = """
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>"""

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about="">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
  </rdf:Description>
  <rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" rdf:about="">
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
  <rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" rdf:about="">
   <xmp:CreatorTool>{producer}</xmp:CreatorTool>{dates}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>

<?xpacket end="w"?>
"""


def xmp_packet(*, title: str, language: str, created: datetime | None) -> bytes:
    """The XMP packet of a PDF/A-2b paper: title, language, producer and, if given, the time of its making."""
    dates = "" if created is None else _DATES.format(date=created.isoformat(timespec="seconds"))
    packet = _PACKET.format(title=escape(title), language=escape(language), producer=PRODUCER, dates=dates)
    return packet.encode()


def pdf_date(moment: datetime) -> str:
    """A PDF date such as `D:20250102030405+07'00'`. ValueError: the time zone is not known."""
    offset = moment.strftime("%z")
    if not offset:
        message = f"a date in a PDF needs a time zone: {moment.isoformat()}"
        raise ValueError(message)
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
