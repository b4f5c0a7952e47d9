/** Building DOM: text always goes in as text, so nobody's words can become markup. */

/**
 * Make an element. `attributes` may hold `class`, `text`, `data` (an object), `on` (listeners by
 * event name), `vars` (CSS custom properties) and plain attributes; null, false and undefined are
 * left out, true makes a bare attribute.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

function setAttribute(node, name, value) {
  if (value == null || value === false) return;
  switch (name) {
    case "text":
      node.textContent = value;
      break;
    case "data":
      Object.assign(node.dataset, dropEmpty(value));
      break;
    case "on":
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
      break;
    case "vars":
      for (const [key, entry] of Object.entries(value)) node.style.setProperty(key, entry);
      break;
    default:
      node.setAttribute(name, value === true ? "" : value);
  }
}

function dropEmpty(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));
}

/** A button that does `action`; `label` is read aloud when the button shows no words. */
export function button(className, content, action, attributes = {}) {
  return el(
    "button",
    { type: "button", class: className, on: { click: action }, ...attributes },
    content,
  );
}

let counted = 0;

/** An id that no other element of this page has. */
export function freshId(prefix) {
  counted += 1;
  return `${prefix}-${counted}`;
}

/** Bring `parent`'s children in line with `nodes`, moving only what is out of place. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}
