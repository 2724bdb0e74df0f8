"""The workbook inside a native chart: what it draws, and on a second sheet all numbers of the slide."""

from contextlib import contextmanager
from datetime import date

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

from components.exporting import numbers
from components.exporting.numbers import Table

_PLAIN_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Workbook:
    """Texts are never formulas."""

    @contextmanager
    def _open_worksheet(self, xlsx_file):
        workbook = Workbook(xlsx_file, _PLAIN_TEXT)
        yield workbook, workbook.add_worksheet()
        _write_numbers(workbook, self._chart_data.table)
        workbook.close()


class _CategoryWorkbook(_Workbook, CategoryWorkbookWriter):
    pass


class _PointWorkbook(_Workbook, XyWorkbookWriter):
    pass


class Categories(CategoryChartData):
    """Series over names or dates."""

    def __init__(self, table: Table, **kwargs):
        super().__init__(**kwargs)
        self.table = table

    @property
    def _workbook_writer(self):
        return _CategoryWorkbook(self)


class Points(XyChartData):
    """Series of x and y."""

    def __init__(self, table: Table, **kwargs):
        super().__init__(**kwargs)
        self.table = table

    @property
    def _workbook_writer(self):
        return _PointWorkbook(self)


def _write_numbers(workbook: Workbook, table: Table) -> None:
    sheet, day = workbook.add_worksheet("Numbers"), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, table.columns)
    for row, cells in enumerate(table.rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write(row, column, value if isinstance(value, bool | int | float) else numbers.text(value))
