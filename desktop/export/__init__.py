"""Tables for spreadsheets: CSV and XLSX in which nothing can become a formula."""

from desktop.export.cells import Cell, neutral, restored
from desktop.export.csv_file import to_csv
from desktop.export.xlsx_file import Sheet, to_xlsx

__all__ = ["Cell", "Sheet", "neutral", "restored", "to_csv", "to_xlsx"]
