"""Compares each table of each format with the JSON, cell by cell; and looks for formulas, which no label may become."""
import datetime
import json
import pathlib
import sys

import docx
import openpyxl

folder = pathlib.Path(sys.argv[1])


def shown(value):
    """A cell of a document as the JSON writes it."""
    if value is None or value == "—":
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    if value in ("☒", "☐"):
        return "true" if value == "☒" else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\t", " ")


def wanted(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    # A spreadsheet's cell has no tabs.
    return str(value).replace("\t", " ")


def same(found, values):
    """Whether cells hold these values. Where a name has a comma of its own, a workbook has the names in lines of their own and
    a no-break space behind that comma."""
    together = lambda text: text.replace("\u2060", "").replace(",\xa0", ", ").replace(";\xa0", "; ").replace("\n", ", ")
    return len(found) == len(values) and all(one == value or together(one) == together(value) for one, value in zip(found, values))


def compare(name, headings, rows, expected):
    """The rows of a sheet, from its headings on."""
    start = next((at for at, row in enumerate(rows) if row[: len(headings)] == headings), None)
    assert start is not None, f"{name}: the headings {headings} are not there: {rows[:5]}"
    cells = 0
    for at, row in enumerate(expected):
        values = [wanted(value) for value in row.values()]
        found = rows[start + 1 + at][: len(values)]
        assert same(found, values), f"{name}, row {at + 1}:\n  {found}\n  {values}"
        cells += len(values)
    return cells


def sheet(path):
    book = openpyxl.load_workbook(path)
    first = book.worksheets[0]
    for tab in book.worksheets:
        for row in tab.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{path.name}: {cell.coordinate} is a formula: {cell.value}"
    return [[shown(cell.value) for cell in row] for row in first.iter_rows()], book


def text(path):
    tables = docx.Document(path).tables
    # A cell that spans rows or columns comes as often as it has places.
    return [[shown(cell.text) for cell in row.cells] for row in tables[0].rows] if tables else []


def keys(row):
    """JSON numbers a heading that comes twice; documents do not."""
    return [key[:-4] if key.endswith(" (2)") else key for key in row]


cells = tables = 0
for source in sorted(folder.glob("*.json")):
    expected = json.loads(source.read_text(encoding="utf-8"))
    name = source.stem
    for path in (folder / f"{name}.xlsx", folder / "again/from-xlsx" / f"{name}.xlsx", folder / "again/from-ods" / f"{name}.xlsx"):
        rows, book = sheet(path)
        if not expected:
            continue
        cells += compare(path, keys(expected[0]), rows, expected)
        first = book.worksheets[0]
        assert first.auto_filter.ref and first.print_title_rows and book.defined_names, f"{path}: filter, repeated rows, names"
        # A conversion without a window keeps no view.
        assert first.freeze_panes or "again" in path.parts, f"{path}: frozen rows"
    for path in (folder / f"{name}.docx", folder / "again/from-docx" / f"{name}.docx"):
        rows = text(path)
        if expected:
            cells += compare(path, keys(expected[0]), rows, expected)
    # A spreadsheet that opens the page makes no formula of it.
    sheet(folder / "again/from-html" / f"{name}.xlsx")
    tables += 1
print(f"{tables} tables in XLSX, ODS and DOCX, as written and written again by LibreOffice: {cells} cells agree with the JSON")
