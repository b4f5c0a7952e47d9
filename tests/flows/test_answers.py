"""Answers are kept as text, and given again as they were."""

from flows import answers
from flows.faces import LinkButton, PressButton, Screen
from flows.replies import Reply, Say, Toast, Whisper

SCREEN = Screen("<b>Held</b>", ((PressButton("Pay", "h"),),))
ALOUD = Screen("Go on in private", ((LinkButton("Go on", "kaituan:start/j-1"),),))


def test_a_private_word_is_kept_with_all_its_ways() -> None:
    replies: list[Reply] = [
        Whisper(SCREEN, private=501, start="j-1", toast="Only you see it.", aloud=ALOUD),
        Whisper(SCREEN),
        Toast("Held."),
        Say(SCREEN, silent=True),
    ]
    assert answers.read(answers.written(replies)) == replies
