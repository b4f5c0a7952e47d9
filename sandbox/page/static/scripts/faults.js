/** The faults menu: let the bots' next calls go wrong, or a bot be blocked. */

import { layout } from "./layout.js";
import { act } from "./server.js";
import { allBots, chatWith, personWith, world } from "./store.js";
import { privateKey } from "./peers.js";

const FAULTS = [
  ["too_many", "Too many requests (429)", "next 3 calls"],
  ["broken", "Server errors (502)", "next 3 calls"],
  ["lost", "Answers get lost", "next call", 1],
  ["dropped", "Connection drops", "next call", 1],
  ["delayed", "Answers are slow", "next 3 calls"],
];

const SERVERS = [
  ["10.3", "Known, as today"],
  ["10.2", "Known, as they began"],
  ["10.1", "Unknown"],
];

/** The items of the menu; `done()` is called when something was planned or cleared. */
export function faultItems(done) {
  const plan =
    (failure, times = 3) =>
    async () => {
      world.faults = (await act("plan_fault", { failure, times })).faults;
      done();
    };
  const clear = async () => {
    world.faults = (await act("clear_faults")).faults;
    done();
  };
  const left = world.faults.reduce((sum, fault) => sum + fault.times, 0);
  return [
    { title: "Let the bot's calls go wrong" },
    ...FAULTS.map(([failure, label, hint, times]) => ({
      label,
      hint,
      action: `fault-${failure}`,
      act: plan(failure, times),
    })),
    {
      label: left ? `Clear (${left} to come)` : "Nothing planned",
      icon: "check",
      disabled: !left,
      action: "fault-clear",
      act: clear,
    },
    "rule",
    { title: "Who blocks the bot" },
    ...blockItems(),
    "rule",
    { title: "Private words in groups" },
    ...serverItems(done),
  ];
}

function serverItems(done) {
  return SERVERS.map(([version, label]) => ({
    label,
    hint: `Bot API ${version}`,
    checked: world.botApi === version,
    action: `server-${version.replace(".", "-")}`,
    act: async () => {
      world.botApi = (await act("play_server", { bot_api: version })).bot_api;
      done();
    },
  }));
}

function blockItems() {
  return allBots().flatMap((bot) =>
    layout.shown.map((id) => {
      const blocked = chatWith(privateKey(id, bot.id))?.blocked_by.includes(id) ?? false;
      const name = blocked ? "unblock" : "block";
      return {
        label: allBots().length > 1 ? `${personWith(id).name} · ${bot.name}` : personWith(id).name,
        checked: blocked,
        hint: blocked ? "blocked" : "",
        action: `fault-${name}-${id}`,
        act: () => act(name, { person: id, bot: bot.id }),
      };
    }),
  );
}
