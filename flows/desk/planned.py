"""What is planned for a deal, put together for its keepers' screens."""

from catalog.keeping import channels
from catalog.offers import DealLine
from flows.screens.desk.plans import PlanView
from groupbuys.channels import hushing, plans
from groupbuys.channels.hushing import Until
from groupbuys.channels.plans import Plan
from storage.transaction import Transaction


def of_deal(tx: Transaction, deal: DealLine) -> tuple[PlanView, ...]:
    """The plans of a deal that go on; none where it is over."""
    if deal.is_over:
        return ()
    return tuple(view(tx, one, deal) for one in plans.of_deal(tx, deal.shop_id, deal.id))


def view(tx: Transaction, plan: Plan, deal: DealLine) -> PlanView:
    """One of them."""
    only = channels.find(tx, plan.shop_id, plan.channel_id) if plan.channel_id else None
    voice = hushing.voice(tx, plan.shop_id, plan.next_at)
    return PlanView(plan, deal, only, voice.moment if isinstance(voice, Until) else None)
