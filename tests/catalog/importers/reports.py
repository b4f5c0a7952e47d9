"""What the stories about catalogue files look at."""

from pathlib import Path

from catalog.importers.reading import read
from catalog.importers.values import CatalogueFile, Fault, ProductDraft

DATA = Path(__file__).parent / "data"
APPAREL = (DATA / "shopify-apparel.csv").read_bytes()
WOOCOMMERCE = (DATA / "woocommerce.csv").read_bytes()
SHOPIFY_HEADER = (
    "Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,"
    "Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src"
)


def shopify(*rows: str, header: str = SHOPIFY_HEADER) -> CatalogueFile:
    """Read a small Shopify file of these rows."""
    return read("\n".join((header, *rows)).encode(), "USD")


def toml(text: str, currency: str = "USD") -> CatalogueFile:
    """Read one of Kaituan's own files."""
    return read(text.encode(), currency)


def places(file: CatalogueFile) -> list[tuple[int, str, str]]:
    """Name line, column and value of every fault."""
    return [(fault.line, fault.column, fault.value) for fault in file.faults]


def only_fault(file: CatalogueFile) -> Fault:
    """Give the one fault of a file."""
    assert len(file.faults) == 1, file.faults
    return file.faults[0]


def product(file: CatalogueFile, handle: str) -> ProductDraft:
    """Give the product of this handle."""
    return next(product for product in file.products if product.handle == handle)
