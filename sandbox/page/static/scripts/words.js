/** What the messenger itself says, not the tools around it, in the language of whoever holds it. */

const CHINESE = {
  Menu: ["菜单", "選單"],
  Commands: ["命令", "指令"],
  Message: ["消息", "訊息"],
  Messages: ["消息", "訊息"],
  Send: ["发送", "傳送"],
  Cancel: ["取消", "取消"],
  "Attach a photo or file": ["附上照片或文件", "附上照片或檔案"],
  "Show or hide the bot's keyboard": ["显示或隐藏机器人键盘", "顯示或隱藏機器人鍵盤"],
  "Editing: {}": ["正在编辑：{}", "正在編輯：{}"],
  "Message actions": ["消息操作", "訊息操作"],
  Reply: ["回复", "回覆"],
  Edit: ["编辑", "編輯"],
  "Copy text": ["复制文字", "複製文字"],
  Copied: ["已复制", "已複製"],
  Forward: ["转发", "轉傳"],
  Delete: ["删除", "刪除"],
  "edited {}": ["已编辑 {}", "已編輯 {}"],
  "Forwarded from {}": ["转发自 {}", "轉傳自 {}"],
  "via {}": ["通过 {}", "透過 {}"],
  "Invoice: {}": ["账单：{}", "帳單：{}"],
  Photo: ["照片", "照片"],
  "Photo: {}": ["照片：{}", "照片：{}"],
  Chats: ["聊天", "聊天"],
  "Also here": ["也在这里", "也在這裡"],
  "You: ": ["你：", "你："],
  "{} unread": ["{} 条未读", "{} 則未讀"],
  bot: ["机器人", "機器人"],
  contact: ["联系人", "聯絡人"],
  blocked: ["已封锁", "已封鎖"],
  "Deleted account": ["已注销的账号", "已刪除的帳號"],
  "{} member": ["{} 位成员", "{} 位成員"],
  "{} members": ["{} 位成员", "{} 位成員"],
  channel: ["频道", "頻道"],
  "{} subscriber": ["{} 位订阅者", "{} 位訂閱者"],
  "{} subscribers": ["{} 位订阅者", "{} 位訂閱者"],
  "Back to chats": ["返回聊天列表", "返回聊天列表"],
  "To the newest message": ["跳到最新消息", "跳到最新訊息"],
  "No messages yet": ["还没有消息", "還沒有訊息"],
  "Press Start to begin.": ["点“开始”就行。", "按「開始」就行。"],
  "{} is typing…": ["{}正在输入…", "{}正在輸入…"],
  "{} is sending a photo…": ["{}正在发送照片…", "{}正在傳送照片…"],
  "{} is sending a file…": ["{}正在发送文件…", "{}正在傳送檔案…"],
  "{} is busy…": ["{}正忙…", "{}正忙…"],
  Start: ["开始", "開始"],
  Join: ["加入", "加入"],
  Unblock: ["解除封锁", "解除封鎖"],
  "You follow this channel": ["你已订阅这个频道", "你已訂閱這個頻道"],
  "Share with": ["分享给", "分享給"],
  "Forward to": ["转发给", "轉傳給"],
  "Choose a chat": ["选择聊天", "選擇聊天"],
  "Add {} to": ["把 {} 加到", "把 {} 加到"],
  "Sent to {}": ["已发送给 {}", "已傳送給 {}"],
  "Forwarded to {}": ["已转发给 {}", "已轉傳給 {}"],
  "There is no chat for this yet.": ["还没有合适的聊天。", "還沒有合適的聊天。"],
  "This link cannot be opened.": ["打不开这个链接。", "打不開這個連結。"],
  Close: ["关闭", "關閉"],
  Done: ["完成", "完成"],
  Payment: ["付款", "付款"],
  "Test invoice": ["测试账单", "測試帳單"],
  "Test card": ["测试卡", "測試卡"],
  Pay: ["支付", "付款"],
  "Pay {}": ["支付 {}", "付款 {}"],
  Paid: ["已支付", "已付款"],
  "Not paid": ["未支付", "未付款"],
  "The payment failed.": ["支付失败。", "付款失敗。"],
  "Try again": ["再试一次", "再試一次"],
  "Asking the shop …": ["正在询问商家…", "正在詢問商家…"],
  "Charging the card …": ["正在扣款…", "正在扣款…"],
  "{} for {}": ["{}，{}", "{}，{}"],
  "The money is on hold. This card's bank is slow: the bot hears of it in about a minute.": [
    "款项已冻结。这张卡的银行较慢：约一分钟后机器人才会得知。",
    "款項已圈存。這張卡的銀行較慢：約一分鐘後機器人才會得知。",
  ],
  Total: ["合计", "合計"],
  Receipt: ["收据", "收據"],
  Money: ["款项", "款項"],
  Reference: ["编号", "編號"],
  "with the shop": ["已在商家", "已在商家"],
  "Paid {} · {}": ["已支付 {} · {}", "已付款 {} · {}"],
  "on hold": ["已冻结", "已圈存"],
  charged: ["已扣款", "已扣款"],
  "{} charged": ["已扣款 {}", "已扣款 {}"],
  "released, nothing charged": ["已解冻，未扣款", "已釋回，未扣款"],
  refunded: ["已退款", "已退款"],
  "{} refunded": ["已退款 {}", "已退款 {}"],
};

/**
 * `english` for the reader of `locale`, each {} replaced by the next of `values`. What is not in the
 * table, and what other languages read, stays English.
 */
export function say(locale, english, ...values) {
  const [simple, traditional] = CHINESE[english] ?? [english, english];
  const words = isTraditional(locale) ? traditional : locale.startsWith("zh") ? simple : english;
  const rest = [...values];
  return words.replaceAll("{}", () => rest.shift());
}

function isTraditional(locale) {
  return /^zh-(Hant|TW|HK|MO)\b/.test(locale);
}
