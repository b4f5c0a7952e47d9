/** What a tapped link means inside the sandbox. */

/**
 * Understand `address`: {kind: "start", username, payload}, {kind: "startgroup", ...},
 * {kind: "share", text}, {kind: "peer", username}, {kind: "join", hash} or {kind: "web", url}.
 * Returns null for what must not be opened (javascript:, data: ...).
 */
export function understand(address) {
  const url = toUrl(address);
  if (!url) return null;
  if (url.protocol === "tg:") return fromScheme(url);
  if (/^(www\.)?(t|telegram)\.(me|dog)$/.test(url.hostname)) return fromPath(url);
  return { kind: "web", url: url.href };
}

function toUrl(address) {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ["http:", "https:", "tg:"].includes(url.protocol) ? url : null;
}

function fromScheme(url) {
  const query = url.searchParams;
  const action = url.hostname || url.pathname.replace(/^\/+/, "");
  switch (action) {
    case "resolve": return toPeer(query.get("domain") ?? "", query);
    case "msg_url": return { kind: "share", text: sharedText(query) };
    case "join": return { kind: "join", hash: query.get("invite") ?? "" };
    case "user": return { kind: "user", id: Number(query.get("id")) };
    default: return null;
  }
}

function fromPath(url) {
  const [first = "", second = ""] = url.pathname.split("/").filter(Boolean);
  if (first === "share" || (first === "msg" && second === "url")) return { kind: "share", text: sharedText(url.searchParams) };
  if (first.startsWith("+")) return { kind: "join", hash: first.slice(1) };
  if (first === "joinchat") return { kind: "join", hash: second };
  if (!first) return { kind: "web", url: url.href };
  return toPeer(first, url.searchParams, second);
}

function toPeer(username, query, message) {
  if (query.has("start")) return { kind: "start", username, payload: query.get("start") };
  if (query.has("startgroup")) return { kind: "startgroup", username, payload: query.get("startgroup") };
  return { kind: "peer", username, message: /^\d+$/.test(message ?? "") ? Number(message) : null };
}

/** A share link's words: the text follows the link, as the real clients do it. */
function sharedText(query) {
  return [query.get("url"), query.get("text")].filter(Boolean).join("\n").trim();
}
