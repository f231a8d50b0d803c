"""Small PDF, Word and OpenDocument files, written out by hand so that a test says what stands in them."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], *, info: str = "", catalog: str = "", more: Sequence[str] = ()) -> bytes:
    """A PDF of lines at places: x, y in points from the lower left corner, and the words in Latin-1.

    ``info`` and ``catalog`` are entries of these dictionaries, ``more`` further objects, numbered from 5 on.
    """
    kids = " ".join(f"{5 + len(more) + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
        *more,
    ]
    for lines in pages:
        escaped = ((x, y, words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")) for x, y, words in lines)
        content = "\n".join(f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in escaped)
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    return written(objects)


def drawn(content: str, *, resources: str = "", page: str = "", catalog: str = "", more: Sequence[str] = ()) -> bytes:
    """A PDF of one page of this content; ``resources`` and ``page`` are further entries of these, the rest is as in ``pdf``."""
    number = 5 + len(more)
    return written(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            f"<< /Type /Pages /Kids [{number} 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< >>",
            *more,
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {resources} >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    )


def written(objects: Sequence[str]) -> bytes:
    """Objects as a PDF file: the first is the catalogue, the fourth the Info dictionary."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252"))
    table = out.tell()
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def column(*lines: str, x: int = 72, top: int = 750, step: int = 14) -> list[tuple[int, int, str]]:
    """Lines below one another."""
    return [(x, top - step * index, line) for index, line in enumerate(lines)]


def paragraph(*runs: str) -> str:
    """A paragraph of Word of runs of plain words, or of markup that begins with ``<``."""
    return "<w:p>" + "".join(run if run.startswith("<") else words(run) for run in runs) + "</w:p>"


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document; ``footnotes="…"`` and the like give further members below ``word``, ``core`` the properties."""
    members = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>',
    }
    for name, content in parts.items():
        if name == "core":
            namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            members["docProps/core.xml"] = f'<cp:coreProperties xmlns:cp="urn:core" {namespaces}>{content}</cp:coreProperties>'
        else:
            members[f"word/{name}.xml"] = f"<w:{name} {W}>{content}</w:{name}>"
    return zipped(members)


def odt(body: str, meta: str = "") -> bytes:
    """An OpenDocument text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Members packed in their order; the media type of OpenDocument is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2031, 3, 3, 10, 0, 0)), content, compress_type=method)
    return out.getvalue()
