"""The deals that the machine tries: pairs, trios, several variants, limits, an end of their own, pickup."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.stories import Terms

shapes = st.sampled_from(
    [
        Terms(minimum=2, capacity=2, stock=60, window=timedelta(hours=1)),
        Terms(minimum=2, capacity=4, stock=60, window=timedelta(hours=1), variants=("S", "L")),
        Terms(minimum=3, capacity=3, stock=12, window=timedelta(minutes=30), limit=6),
        Terms(minimum=2, capacity=3, stock=30, ends_after=timedelta(hours=2), variants=("S", "L")),
        Terms(minimum=2, capacity=3, stock=30, window=timedelta(hours=1), provider=""),
        Terms(minimum=2, capacity=3, stock=30, window=timedelta(hours=1), newcomers=True),
    ]
)
