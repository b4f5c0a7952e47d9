/** Light, dark, or as the system has it; remembered in this browser. */

const KEY = "kaituan.theme";
const CHOICES = [
  ["system", "As the system", "panes"],
  ["light", "Light", "sun"],
  ["dark", "Dark", "moon"],
];

/** Apply the remembered theme. */
export function startTheme() {
  show(chosen());
}

/** The items of the theme menu. */
export function themeItems() {
  return CHOICES.map(([name, label, picture]) => ({
    label,
    icon: picture,
    checked: chosen() === name,
    action: `theme-${name}`,
    act: () => {
      localStorage.setItem(KEY, name);
      show(name);
    },
  }));
}

function chosen() {
  return localStorage.getItem(KEY) ?? "system";
}

function show(name) {
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}
