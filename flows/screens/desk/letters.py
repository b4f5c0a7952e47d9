"""Writing to the buyers of a deal: the question, the letter as they will read it, and why it cannot be sent."""

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.every import ShowDeal
from flows.presses.follow import SendLetter, WriteToBuyers
from flows.screens import why
from flows.screens.buttons import Row, button
from flows.screens.desk.staff import to_desk
from flows.screens.shape import paragraphs
from flows.screens.why import Why
from flows.texts import Texts
from groupbuys.telling.letters import A_DAY_OF_DEAL, A_DAY_OF_SHOP, LONGEST, Letter, Unsent


def ask(t: Texts, press: WriteToBuyers, many: int, *, again: bool = False) -> Screen:
    """Ask for the words; `again`: they were too long, or none."""
    text = paragraphs(
        t.gettext("That was too long, or empty.") if again else None,
        t.ngettext(
            "Type your message to the {n} person who has bought here and still waits for it.",
            "Type your message to the {n} people who have bought here and still wait for it.",
            many,
        ),
        t.gettext(
            "At most {n} characters. You see it once more before it is sent.", n=t.number(LONGEST)
        ),
    )
    return Screen(text, (_to_deal(t, press),))


def preview(t: Texts, press: WriteToBuyers, send: SendLetter, many: int, letter: Markup) -> Screen:
    """The letter as its receivers will read it, and how many they are."""
    text = paragraphs(
        t.gettext("This is what they will read:"),
        letter,
        why.line(t, Why.LETTER),
        t.gettext(
            "People who muted your shop are left out. During their quiet hours it waits until morning."
        ),
    )
    label = t.npgettext("button", "Send to {n} person", "Send to {n} people", many)
    another = button(t.pgettext("button", "Write it anew"), press)
    return Screen(text, ((button(label, send, "primary"),), (another,), _to_deal(t, press)))


def sent(t: Texts, letter: Letter) -> Screen:
    """It is on its way."""
    text = t.ngettext(
        "✅ It goes out to {n} person, outside their quiet hours.",
        "✅ It goes out to {n} people, outside their quiet hours.",
        letter.receivers,
    )
    back = button(t.pgettext("button", "‹ Back"), ShowDeal(letter.shop_id, letter.deal_id))
    return Screen(str(text), ((back,), to_desk(t, letter.shop_id)))


def refused(t: Texts, why: Unsent) -> str:
    """Why nothing is sent."""
    match why:
        case Unsent.GONE:
            return t.pgettext("toast", "That message is not there any more. Please write it anew.")
        case Unsent.ALREADY:
            return t.pgettext("toast", "This message was sent before.")
        case Unsent.SUSPENDED:
            return t.pgettext("toast", "The shop is not live, so it cannot write to buyers.")
        case Unsent.NOBODY:
            return t.pgettext("toast", "Nobody waits for something from this deal just now.")
        case Unsent.ENOUGH_OF_DEAL:
            return t.npgettext(
                "toast",
                "Enough for today: {n} message a day about one deal.",
                "Enough for today: {n} messages a day about one deal.",
                A_DAY_OF_DEAL,
            )
        case Unsent.ENOUGH_OF_SHOP:
            return t.npgettext(
                "toast",
                "Enough for today: {n} message a day from one shop.",
                "Enough for today: {n} messages a day from one shop.",
                A_DAY_OF_SHOP,
            )


def _to_deal(t: Texts, press: WriteToBuyers) -> Row:
    back = ShowDeal(press.shop_id, press.deal_id)
    return (button(t.pgettext("button", "‹ Back"), back),)
