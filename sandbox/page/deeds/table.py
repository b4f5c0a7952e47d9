"""Every deed by the name under which the page asks for it."""

from sandbox.page.deeds import desk, money, rooms, talk
from sandbox.page.deeds.deed import Deed

DEEDS: dict[str, type[Deed]] = {
    "say": talk.Say,
    "edit": talk.Edit,
    "delete": talk.Delete,
    "forward": talk.Forward,
    "share_contact": talk.ShareContact,
    "start": talk.Start,
    "block": talk.Block,
    "unblock": talk.Unblock,
    "press": talk.Press,
    "follow": talk.Follow,
    "ask_inline": talk.AskInline,
    "choose_inline": talk.ChooseInline,
    "open_chat": rooms.OpenChat,
    "create_room": rooms.CreateRoom,
    "add_member": rooms.AddMember,
    "join": rooms.Join,
    "leave": rooms.Leave,
    "promote": rooms.Promote,
    "share_chat": rooms.ShareChat,
    "throw_out": rooms.ThrowOut,
    "pay": money.Pay,
    "pay_link": money.PayLink,
    "read_invoice": money.ReadInvoice,
    "new_person": desk.NewPerson,
    "speak": desk.Speak,
    "wind": desk.Wind,
    "plan_fault": desk.PlanFault,
    "clear_faults": desk.ClearFaults,
}
