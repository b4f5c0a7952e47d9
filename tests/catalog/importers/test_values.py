"""What a file says, as values."""

from catalog.importers.values import OptionDraft, label_of


def test_several_choices_are_listed_as_their_language_lists_them() -> None:
    size = OptionDraft({"": "Size"}, {"": "500 ml", "zh_Hans": "500 毫升"})
    colour = OptionDraft({"": "Colour"}, {"": "Teal", "zh_Hans": "孔雀蓝"})
    assert label_of([size, colour], "") == "500 ml, Teal"
    assert label_of([size, colour], "zh_Hans") == "500 毫升，孔雀蓝"
