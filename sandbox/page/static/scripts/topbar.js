/** The top bar: the world's clock, where the money is, the layout, faults and the theme. */

import { button, el } from "./element.js";
import { faultItems } from "./faults.js";
import { icon } from "./icons.js";
import { layout, showPanes } from "./layout.js";
import { openMenu } from "./menus.js";
import { clockTime, setWorldTime, worldNow } from "./moments.js";
import { act } from "./server.js";
import { toggleTill } from "./till.js";
import { world } from "./store.js";
import { themeItems } from "./theme.js";

const STEPS = [
  ["+10 min", 600, "ten minutes"],
  ["+1 h", 3600, "one hour"],
  ["+1 day", 86400, "one day"],
];

const day = el("span", { class: "clock-day" });
const hand = el("span", { class: "clock-hand" });
const faultCount = el("span", { class: "badge fault-count", hidden: true });

/** Build the bar; `onLayout()` is called when the number of panes was changed. */
export function buildTopbar(onLayout) {
  const bar = document.querySelector(".topbar");
  bar.append(
    clock(),
    el("span", { class: "spring" }),
    el(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Tools" },
      tillTool(),
      tool("panes", "Number of panes", () => paneItems(onLayout), "layout-choice", "layout"),
      faultTool(),
      tool("sun", "Theme", themeItems, "", "theme"),
    ),
  );
  refreshClock();
}

/** Show the world's time. */
export function refreshClock() {
  const now = worldNow();
  day.textContent = `${new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short" }).format(now * 1000)} `;
  const [hours, minutes, seconds] = clockTime(now, "en", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).split(":");
  hand.replaceChildren(
    `${hours}:${minutes}`,
    el("span", { class: "clock-seconds", text: `:${seconds}` }),
  );
}

/** Show how many faults are still to come. */
export function refreshFaults() {
  const left = world.faults.reduce((sum, fault) => sum + fault.times, 0);
  faultCount.hidden = left === 0;
  faultCount.textContent = left;
  faultCount.parentElement?.classList.toggle("on-fault", left > 0);
}

function clock() {
  const buttons = STEPS.map(([label, seconds, words]) =>
    button("chip", label, (event) => wind(event.currentTarget, seconds), {
      "aria-label": `Wind the clock ${words} forward`,
      data: { action: `wind-${seconds}` },
    }),
  );
  return el(
    "div",
    { class: "clock", role: "group", "aria-label": "The world's clock" },
    el("time", { data: { clock: "" } }, day, hand),
    buttons,
  );
}

async function wind(chip, seconds) {
  chip.disabled = true;
  const answer = await act("wind", { seconds }).catch(() => null);
  if (answer) {
    setWorldTime(answer.now);
    refreshClock();
  }
  chip.disabled = false;
  chip.focus();
}

function tool(name, label, items, className, action) {
  return button(
    `icon-button ${className}`.trim(),
    icon(name),
    (event) => openMenu(event.currentTarget, items(), label),
    {
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action },
    },
  );
}

function tillTool() {
  return button("icon-button", icon("card"), (event) => toggleTill(event.currentTarget), {
    "aria-label": "Where the money is",
    title: "Where the money is",
    "aria-expanded": "false",
    "aria-controls": "till",
    data: { action: "till" },
  });
}

function faultTool() {
  const node = tool("bolt", "Faults", () => faultItems(refreshFaults), "fault-tool", "faults");
  node.append(faultCount);
  return node;
}

function paneItems(onLayout) {
  return [
    { title: "Panes side by side" },
    ...[1, 2, 3, 4, 5].map((count) => ({
      label: count === 1 ? "1 pane" : `${count} panes`,
      checked: layout.shown.length === count,
      action: `panes-${count}`,
      act: () => {
        showPanes(count);
        onLayout();
      },
    })),
  ];
}
