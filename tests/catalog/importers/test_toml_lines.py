"""On which line each key of a TOML file stands."""

from catalog.importers.toml_lines import locate

TEXT = '''# [[products]] in a comment
title = "x # no comment"  # a comment

[words]
"Blue, light" = { zh = "浅蓝" }
[[products]]
note = """
[[products]]
price = 1
"""
price = 2
[products.deal]
people = 3
[[products.variants]]
sku = "a"
[[products.variants]]
sku = 'b'
[[products]]
title.en = "y"
title.zh = "z"
variants = [ { sku = "c" },
  # between
  { sku = "d",
    options = { Size = "M" } }, ]
when = 1979-05-27 07:32:00.5
dated.deep.price = 1.5
'''


def test_keys_are_found_past_comments_and_texts_of_many_lines() -> None:
    lines = locate(TEXT)
    assert {path: lines[path] for path in PATHS} == PATHS


def test_windows_line_ends_change_nothing() -> None:
    assert locate(TEXT.replace("\n", "\r\n")) == locate(TEXT)


PATHS = {
    ("title",): 2,
    ("words",): 4,
    ("words", "Blue, light"): 5,
    ("words", "Blue, light", "zh"): 5,
    ("products", 0): 6,
    ("products", 0, "note"): 7,
    ("products", 0, "price"): 11,
    ("products", 0, "deal"): 12,
    ("products", 0, "deal", "people"): 13,
    ("products", 0, "variants", 0, "sku"): 15,
    ("products", 0, "variants", 1): 16,
    ("products", 0, "variants", 1, "sku"): 17,
    ("products", 1): 18,
    ("products", 1, "title", "en"): 19,
    ("products", 1, "title", "zh"): 20,
    ("products", 1, "variants"): 21,
    ("products", 1, "variants", 0, "sku"): 21,
    ("products", 1, "variants", 1): 23,
    ("products", 1, "variants", 1, "options", "Size"): 24,
    ("products", 1, "when"): 25,
    ("products", 1, "dated", "deep", "price"): 26,
}
