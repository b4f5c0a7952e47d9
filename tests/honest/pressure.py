"""Claims that press people, by language: urgency, scarcity and crowds, which nobody may invent."""

import re

ENGLISH = (
    r"only today",
    r"today only",
    r"\bhurry\b",
    r"last chance",
    r"don['’]t miss",
    r"miss(?:ing)? out",
    r"act (?:now|fast|quickly)",
    r"(?:buy|order|join|pay) now\b",
    r"selling fast",
    r"sell(?:s|ing)? out (?:fast|soon|quickly)",
    r"(?:almost|nearly) (?:sold out|gone|full)",
    r"going fast",
    r"limited (?:time|offer|stock|edition|quantit)",
    r"while (?:stocks?|supplies) last",
    r"only \{?\w*\}? ?(?:is |are )?left",
    r"just (?:joined|bought|ordered|paid)",
    r"(?:are|is) (?:looking|viewing|watching)",
    r"people (?:look|view|watch)(?!ed)",
    r"(?:most|very) popular",
    r"\bpopular\b",
    r"best[- ]?sell",
    r"\btrending\b",
    r"\bhot (?:deal|item|sale|pick)",
    r"(?:best|lowest|cheapest) price",
    r"never (?:been )?cheaper",
    r"once in a lifetime",
    r"exclusive",
    r"guaranteed?",
    r"everybody (?:buys|loves|wants)",
    r"flash sale",
    r"ends? (?:very )?soon\b",
    r"running out",
    r"last (?:places|seats|pieces|items)",
    r"🔥|⚡|🚨|💥|⏰|‼|❗",
)
CHINESE = (
    r"[仅僅][剩限此]",
    r"只剩",
    r"所剩[无無][几幾]",
    r"[仅僅限][今当當][天日]",
    r"今日[限特]",
    r"手慢[无無]",
    r"(?:马上|馬上|立即|立刻|即刻)(?:[抢搶买買拼]|下单|下單|参团|參團|加入|付款)",
    r"赶快|趕快|赶紧|趕緊|快来|快來|速来|速來|欲[购購]从速|欲購從速",
    r"最[后後](?:机会|機會|一天|几件|幾件|\d|名额|名額|几个|幾個)",
    r"机不可失|機不可失|[错錯][过過]|不容[错錯]",
    r"[疯瘋狂]?[抢搶][购購光完]|[疯瘋][抢搶]|[热熱][卖賣销銷门門抢搶]|爆[款单單]|[秒][杀殺]",
    r"[限][时時量]",
    r"全[网網]最?[低]|最低[价價]|史[上低]|[独獨]家",
    r"[刚剛][刚剛]?(?:加入|参团|參團|下单|下單|买|買|付款)",
    r"[正在]{1,2}(?:看|浏览|瀏覽|[关關]注)(?:此|这|這|本)",
    r"人(?:正在|在)(?:看|浏览|瀏覽|拼|抢|搶)",
    r"最受[欢歡]迎|人[气氣]|[畅暢][销銷]|必[买買抢搶]|[抢搶]手",
    r"快(?:卖|賣)(?:完|光)|即[将將](?:售罄|[结結]束|[抢搶])|[售卖賣][罄光]在即",
    r"[保]证|保證",
)

PRESSING = tuple(re.compile(one, re.IGNORECASE) for one in (*ENGLISH, *CHINESE))


def pressed(text: str) -> list[str]:
    """What of a text claims such a thing."""
    return [found.group() for one in PRESSING for found in one.finditer(text)]
