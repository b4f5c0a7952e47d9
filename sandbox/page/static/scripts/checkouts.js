/** Checkouts under way: the newest state of each, and who waits for it. */

const states = new Map();
const listeners = new Map();

/** Learn from the feed that a checkout moved on. */
export function noteCheckout({ checkout_id: id, state, error }) {
  states.set(id, { state, error });
  listeners.get(id)?.({ state, error });
}

/** Call `listener({state, error})` now if the state is known, and at every change. */
export function followCheckout(id, listener) {
  listeners.set(id, listener);
  if (states.has(id)) listener(states.get(id));
}
