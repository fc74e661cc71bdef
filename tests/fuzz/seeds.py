"""Writes the first inputs of every fuzz target from tests/fixtures. Usage: python3 tests/fuzz/seeds.py FOLDER

Needs olefile. One folder per target; inputs above 200 kB are left out, they only slow the fuzzer down.
"""
import pathlib, struct, sys, zipfile

import olefile

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "fixtures"
OUT = pathlib.Path(sys.argv[1])
WORD = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"]
SHEET = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
]
OFD = ["Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml"]
TEXTS = [".txt", ".md", ".csv", ".tsv"]


def parts(path, names):
    with zipfile.ZipFile(path) as package:
        listed = package.namelist()
        return b"\0".join(package.read(n) if n in listed else b"" for n in names)


def streams(path):
    with olefile.OleFileIO(path) as file:
        if file.exists("Workbook"):
            return bytes([2]) + file.openstream("Workbook").read()
        document = file.openstream("WordDocument").read()[:65535]
        table = file.openstream("1Table" if file.exists("1Table") else "0Table").read()
        return bytes([1]) + struct.pack("<H", len(document)) + document + table


def inputs(path):
    raw = path.read_bytes()
    kind = path.suffix
    if kind in TEXTS:
        yield "text", bytes([TEXTS.index(kind)]) + raw
    elif kind == ".html":
        yield "page", b"\0" + raw
    elif kind == ".mhtml":
        yield "page", b"\1" + raw
    elif kind == ".pdf":
        yield "pdf", raw
    elif kind in (".doc", ".xls"):
        yield "compound", b"\0" + raw
        yield "compound", streams(path)
    elif kind in (".docx", ".xlsx", ".ofd"):
        yield "package", b"\0" + raw
        number, names = {".docx": (1, WORD), ".xlsx": (2, SHEET), ".ofd": (3, OFD)}[kind]
        yield "package", bytes([number]) + parts(path, names)


for path in sorted(FIXTURES.rglob("*.*")):
    for number, (target, content) in enumerate(inputs(path)):
        if len(content) <= 200_000:
            folder = OUT / target
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{path.name}-{number}").write_bytes(content)
