"""The shops that the machine of money tries: ways to pay, and windows shorter and longer than a card's hold."""

from datetime import timedelta

from hypothesis import strategies as st

from payments.account import Kind
from tests.money.weather import Mishap
from tests.stories import Terms

_CARD, _PAGE, _CASH = Kind.TELEGRAM, Kind.STRIPE, Kind.PICKUP

deals = st.sampled_from(
    [
        Terms(minimum=2, capacity=3, stock=60, window=timedelta(hours=1)),
        Terms(minimum=2, capacity=2, stock=60, window=timedelta(hours=3), variants=("S", "L")),
        Terms(minimum=2, capacity=4, stock=60, window=timedelta(days=10)),
        Terms(
            minimum=2,
            capacity=4,
            stock=60,
            window=timedelta(hours=30),
            steps={3: 1400, 4: 1100},
        ),
        Terms(minimum=3, capacity=3, stock=12, window=timedelta(hours=30), limit=6),
        Terms(minimum=2, capacity=3, stock=30, ends_after=timedelta(days=8), variants=("S", "L")),
    ]
)
ways = st.sampled_from(
    [
        (),
        (_CARD,),
        (_PAGE,),
        (_PAGE, _CARD),
        (_CARD, _PAGE),
        (_CARD, _PAGE, _CASH),
    ]
)
"""In the order in which they are offered; among several, whoever pays chooses. None: invoices that hold the money."""

mishaps = st.lists(st.sampled_from(list(Mishap)), min_size=1, max_size=4)
