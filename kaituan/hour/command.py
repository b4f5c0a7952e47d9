"""The command that spends an hour: kaituan hour."""

import secrets

import click


@click.command()
@click.option("--shoppers", type=click.IntRange(1, 2_000), default=200, show_default=True)
@click.option("--minutes", type=click.IntRange(8, 600), default=60, show_default=True)
@click.option("--seed", type=int, help="Draw the same shoppers and faults as before.")
def hour(shoppers: int, minutes: int, seed: int | None) -> int:
    """An hour in the demo's shop, wound quickly, with faults everywhere; then where all the money is.

    Exit code 1 where it does not balance, or where something is on its way that `--stuck` does not name.
    """
    from kaituan.hour.running import Hour, spend

    drawn = secrets.randbelow(1_000_000) if seed is None else seed
    return 0 if spend(Hour(shoppers, minutes, drawn)) else 1
