"""Whatever the bytes are, reading them ends in products and faults, never in an exception."""

import json

from hypothesis import given
from hypothesis import strategies as st

from catalog.importers.reading import read
from catalog.importers.values import CatalogueFile
from tests.catalog.importers.reports import APPAREL, WOOCOMMERCE

KEYS = [
    "handle",
    "title",
    "price",
    "stock",
    "variants",
    "options",
    "deal",
    "people",
    "off",
    "pictures",
    "tags",
]
KEYS += [
    "category",
    "description",
    "vendor",
    "published",
    "sku",
    "compare_at",
    "source",
    "en",
    "zh_Hans",
]
scalars = st.one_of(
    st.booleans(),
    st.integers(-5, 10**13),
    st.text(max_size=20),
    st.floats(allow_nan=False),
    st.dates(),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def written(value: object) -> str:
    """Write a value as TOML."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(key)} = {written(item)}" for key, item in value.items())
                + "}"
            )
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def sound(file: CatalogueFile) -> bool:
    """Check what everybody may rely on."""
    return (
        bool(file.products or file.faults)
        and len({product.handle for product in file.products}) == len(file.products)
        and all(product.variants and product.titles[""] for product in file.products)
        and all(
            variant.price.minor > 0 for product in file.products for variant in product.variants
        )
        and all(fault.line >= 1 and fault.expected for fault in file.faults)
    )


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    """Promise 37."""
    assert sound(read(data, "USD"))


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_arbitrary_texts_never_raise(text: str, charset: str) -> None:
    """Promise 37."""
    assert sound(read(text.encode(charset, "replace"), "JPY"))


@given(
    st.sampled_from([APPAREL, WOOCOMMERCE]),
    st.integers(0),
    st.binary(max_size=6),
    st.integers(0, 6),
)
def test_a_real_file_with_a_hole_anywhere_never_raises(
    data: bytes, place: int, patch: bytes, gone: int
) -> None:
    """Promise 37."""
    at = place % len(data)
    assert sound(read(data[:at] + patch + data[at + gone :], "USD"))


@given(st.lists(st.lists(st.text(max_size=12), max_size=13), max_size=6))
def test_arbitrary_cells_under_a_known_header_never_raise(rows: list[list[str]]) -> None:
    """Promise 37."""
    header = (
        "Handle,Title,Variant Price,Option1 Value,Option1 Name,Image Src,Type,Tags,"
        "Variant Inventory Tracker,Variant Inventory Qty"
    )
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    assert sound(read("\n".join([header, *lines]).encode("utf-8", "replace"), "USD"))


@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "products", "words", "shop", "categories"]), values, max_size=5
    )
)
def test_arbitrary_toml_never_raises(document: dict[str, object]) -> None:
    """Promise 37."""
    text = "\n".join(
        f"{key} = {written(value)}" for key, value in {"products": 1, **document}.items()
    )
    assert sound(read(text.encode("utf-8", "replace"), "USD"))


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), values, max_size=6), max_size=3))
def test_arbitrary_products_in_toml_never_raise(products: list[dict[str, object]]) -> None:
    """Promise 37."""
    blocks = ("\n".join(f"{k} = {written(v)}" for k, v in product.items()) for product in products)
    text = "language = 'en'\n" + "".join(f"[[products]]\n{block}\n" for block in blocks)
    assert sound(read(text.encode("utf-8", "replace"), "USD"))
