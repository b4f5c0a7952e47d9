/** Talking to the sandbox over HTTP: the snapshot, acts of people, files. */

/** An act the world refused; `message` says why in a sentence. */
export class Impossible extends Error {}

/** The whole state of the world as JSON. */
export async function fetchState() {
  return read(await fetch("/page/state"));
}

/** Do `name` on behalf of a person; resolves to the answer, rejects with Impossible. */
export async function act(name, details = {}) {
  return read(
    await fetch(`/page/acts/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(details),
    }),
  );
}

/** Send a file with its caption; `details` are the same as for `act`. */
export async function sendFile(file, details) {
  const form = new FormData();
  for (const [key, value] of Object.entries(details)) if (value != null) form.append(key, value);
  form.append("file", file, file.name);
  return read(await fetch("/page/acts/send_file", { method: "POST", body: form }));
}

/** The commands of the bots in a chat as one person's client lists them, with what bots say of themselves. */
export async function fetchMenu(person, chat) {
  return read(await fetch(`/page/menu?${new URLSearchParams({ person, chat })}`));
}

async function read(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Impossible(answer.reason ?? `The sandbox answered ${response.status}.`);
  return answer;
}
