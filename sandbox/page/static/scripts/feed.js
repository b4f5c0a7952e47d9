/** The live feed: Server-Sent Events that resume where they broke off. */

import { world } from "./store.js";

const RETRY = [300, 700, 1500, 3000];

/**
 * Follow the world from `world.sequence`. `handlers` are news(news), reset() for when the
 * server no longer knows what was missed, and online(boolean).
 */
export function follow(handlers) {
  let failures = 0;
  const connect = () => {
    const source = new EventSource(
      `/page/feed?${new URLSearchParams({ world: world.id, after: world.sequence })}`,
    );
    source.addEventListener("open", () => {
      failures = 0;
      handlers.online(true);
    });
    source.addEventListener("message", (event) => {
      world.sequence = Number(event.lastEventId);
      handlers.news(JSON.parse(event.data));
    });
    source.addEventListener("reset", async () => {
      source.close();
      if (await handlers.reset()) connect();
      else retry();
    });
    source.addEventListener("error", () => {
      source.close();
      retry();
    });
  };
  const retry = () => {
    handlers.online(false);
    setTimeout(connect, RETRY[Math.min(failures, RETRY.length - 1)]);
    failures += 1;
  };
  connect();
}
