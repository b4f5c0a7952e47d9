/** The head of a pane: whose phone it is, their language, new groups and channels. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { LANGUAGES } from "./languages.js";
import { openMenu } from "./menus.js";
import { openNewPerson } from "./newperson.js";
import { allPeople, personWith } from "./store.js";
import { openNewRoom } from "./rooms.js";
import { say } from "./words.js";

/** Build the head of `pane`. */
export function paneHead(pane) {
  const person = personWith(pane.personId);
  const name = button(
    "pane-person",
    [
      avatar({ key: person.id, title: person.name }),
      el("span", { class: "pane-name", text: person.name }),
      icon("chevron"),
    ],
    (event) => openMenu(event.currentTarget, peopleItems(pane), say(pane.locale, "People")),
    {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": say(pane.locale, "{}: choose who is in this pane", person.name),
      data: { action: "choose-person" },
    },
  );
  const plus = button(
    "icon-button",
    icon("plus"),
    (event) => openMenu(event.currentTarget, newItems(pane), say(pane.locale, "New")),
    {
      "aria-label": say(pane.locale, "New group or channel"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action: "new-room" },
    },
  );
  return el(
    "header",
    { class: "pane-head" },
    name,
    el("span", { class: "spring" }),
    languageChoice(pane, person),
    plus,
  );
}

function languageChoice(pane, person) {
  const known = LANGUAGES.some(([code]) => sameLanguage(code, person.language));
  const languages = known ? LANGUAGES : [...LANGUAGES, [person.language, person.language]];
  const options = languages.map(([code, words]) =>
    el("option", {
      value: code,
      text: words,
      lang: code,
      selected: sameLanguage(code, person.language),
    }),
  );
  return el(
    "select",
    {
      class: "language",
      "aria-label": say(pane.locale, "Language of {}", person.name),
      data: { action: "language" },
      on: { change: (event) => pane.act("speak", { language: event.target.value }) },
    },
    options,
  );
}

function sameLanguage(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

function peopleItems(pane) {
  const people = allPeople().map((person) => ({
    label: person.name,
    checked: person.id === pane.personId,
    action: `person-${person.id}`,
    act: () => pane.hooks.onPerson(pane, person.id),
  }));
  return [
    ...people,
    "rule",
    {
      label: say(pane.locale, "New person"),
      icon: "plus",
      action: "new-person",
      act: () => openNewPerson(pane.element, (id) => pane.hooks.onPerson(pane, id)),
    },
  ];
}

function newItems(pane) {
  return [
    {
      label: say(pane.locale, "New group"),
      icon: "group",
      action: "new-group",
      act: () => openNewRoom(pane, "supergroup"),
    },
    {
      label: say(pane.locale, "New channel"),
      icon: "channel",
      action: "new-channel",
      act: () => openNewRoom(pane, "channel"),
    },
  ];
}
