/** Pictures and files inside messages. */

import { el, button } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** A photo at its own shape, so that nothing jumps when it has loaded; opens large on a press. */
export function photo(picture, caption, locale) {
  const label = caption
    ? say(locale, "Photo: {}", caption.slice(0, 80))
    : say(locale, "Photo");
  if (!picture.url) return missing(label);
  const image = el("img", {
    src: picture.url,
    alt: label,
    loading: "lazy",
    width: picture.width || null,
    height: picture.height || null,
  });
  if (picture.width && picture.height)
    image.style.setProperty("aspect-ratio", `${picture.width} / ${picture.height}`);
  const frame = button("photo", image, () => enlarge(picture.url, label, locale), {
    "aria-label": label,
    data: { action: "photo" },
  });
  image.addEventListener("error", () => frame.replaceWith(missing(label)));
  return frame;
}

/** A file that can be saved. */
export function documentCard(file) {
  return el(
    "a",
    {
      class: "document",
      href: file.url || null,
      download: file.name,
      data: { action: "document" },
    },
    el("span", { class: "document-mark" }, icon("document")),
    el(
      "span",
      {},
      el("span", { class: "document-name", text: file.name }),
      el("br"),
      el("span", { class: "document-size", text: fileSize(file.size) }),
    ),
  );
}

/** Somebody's name and telephone number. */
export function contactCard(contact) {
  return el(
    "div",
    { class: "document" },
    el("span", { class: "document-mark" }, icon("person")),
    el(
      "span",
      {},
      el("span", { class: "document-name", text: contact.name }),
      el("br"),
      el("span", { class: "document-size", text: contact.phone }),
    ),
  );
}

/** "12 kB"; nothing when the size is unknown. */
export function fileSize(bytes) {
  if (bytes == null) return "";
  const [unit, value] =
    bytes < 1000
      ? ["byte", bytes]
      : bytes < 1e6
        ? ["kilobyte", bytes / 1000]
        : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat("en", {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(value);
}

function missing(label) {
  return el(
    "div",
    { class: "photo photo-missing", role: "img", "aria-label": label },
    icon("image"),
  );
}

/** The picture alone and as large as there is room; a press, Escape or the button closes it. */
function enlarge(url, label, locale) {
  const closer = button("icon-button viewer-close", icon("close"), () => {}, {
    "aria-label": say(locale, "Close"),
    data: { action: "close-viewer" },
  });
  const viewer = el(
    "dialog",
    { class: "viewer", "aria-label": label },
    el("img", { src: url, alt: label }),
    closer,
  );
  viewer.addEventListener("click", () => viewer.close());
  viewer.addEventListener("close", () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}
