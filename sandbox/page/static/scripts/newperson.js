/** The sheet that invents somebody new. */

import { button, el } from "./element.js";
import { LANGUAGES } from "./languages.js";
import { act } from "./server.js";
import { openSheet, setFoot } from "./sheets.js";
import { allPeople, apply } from "./store.js";

const NAMES = [
  "Lin Yue",
  "Noor Haddad",
  "Chen Wei",
  "Sofia Rossi",
  "Amara Obi",
  "小林",
  "Tomás Vega",
  "Kim Jiho",
];

/** Ask for a name and a language inside `frame`; `done(id)` is called with the new person. */
export function openNewPerson(frame, done) {
  const sheet = openSheet(frame, { title: "New person", name: "new-person" });
  const taken = new Set(allPeople().map((person) => person.name));
  const name = el("input", {
    name: "name",
    maxlength: "64",
    autocomplete: "off",
    value: NAMES.find((one) => !taken.has(one)) ?? "",
    data: { role: "name" },
  });
  const language = el(
    "select",
    { name: "language", data: { role: "language" } },
    LANGUAGES.map(([code, words]) => el("option", { value: code, text: words, lang: code })),
  );
  const error = el("p", { class: "sheet-error", role: "alert" });
  sheet.body.append(
    el("label", { class: "field" }, "Name", name),
    el("label", { class: "field" }, "Language", language),
    error,
  );
  const create = async () => {
    if (!name.value.trim()) return name.focus();
    try {
      const answer = await act("new_person", { name: name.value, language: language.value });
      sheet.close();
      apply(answer);
      done(answer.person);
    } catch (failure) {
      error.textContent = failure.message;
    }
    return undefined;
  };
  name.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) create();
  });
  setFoot(sheet, button("button primary", "Create", create, { data: { action: "create-person" } }));
  name.select();
}
