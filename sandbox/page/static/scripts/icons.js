/** The line icons of the page, drawn on a 24-unit grid. */

const SHAPES = {
  attach:
    "M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1l8-8a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3",
  back: "M15 5 8 12l7 7",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.6 5.6l12.8 12.8",
  bolt: "M13 3 5 13.5h6L10 21l8-10.5h-6L13 3Z",
  bot: "M5 9h14v10H5zM12 9V5M9 13.5v1.5M15 13.5v1.5M12 5h.01M2.5 13v3M21.5 13v3",
  card: "M3 6h18v12H3zM3 10h18M6.5 14.5h4",
  channel: "M4 10v4h3l6 4V6l-6 4H4ZM16.5 9a4 4 0 0 1 0 6",
  check: "m5 12.5 4.7 4.7L19.5 7",
  chevron: "m7 10 5 5 5-5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  document: "M6 3h8l4 4v14H6zM14 3v4h4",
  dots: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16v4ZM13.5 6.5l4 4",
  forward: "M14 6l6 6-6 6M20 12H9a5 5 0 0 0-5 5v1",
  eye: "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12ZM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z",
  group:
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16 5a3 3 0 0 1 0 6M17.5 14.4c2.1.8 3.5 2.6 3.5 5.1",
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  hidden:
    "M4 4l16 16M9.9 5.2A9.6 9.6 0 0 1 12 5c5 0 8.5 4.5 9.5 7-.4 1-1.2 2.3-2.4 3.5M6.4 6.8C4.3 8.2 3 10.4 2.5 12c1 2.5 4.5 7 9.5 7 1.6 0 3-.5 4.3-1.2M10 10a3 3 0 0 0 4 4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 8h.01",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  leave: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  link: "M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7L12 17.7",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 7h16M4 12h16M4 17h10",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  mute: "M7 9.5a5 5 0 0 1 9-2.5M17 11c0 4 1.5 5 2 6H9M6.6 12.5C6.4 15 5.3 16 5 17h1M10.5 20h3M4 4l16 16",
  open: "M8 16 17 7M9.5 7H17v7.5",
  panes: "M3.5 5h17v14h-17zM9.2 5v14M14.8 5v14",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-3.9 3.4-6 7.5-6s7.5 2.1 7.5 6",
  pin: "M9 4h6l-1 6 3 3H7l3-3-1-6ZM12 13v7",
  plus: "M12 5v14M5 12h14",
  refund: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8",
  reply: "M10 6 4 12l6 6M4 12h11a5 5 0 0 1 5 5v1",
  send: "M5 12 4 4.5l17 7.5-17 7.5L5 12Zm0 0h8",
  share: "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  trash: "M5 7h14M10 7V4.5h4V7M6.5 7l1 13h9l1-13",
  warning: "M12 4 2.8 20h18.4L12 4ZM12 10v4.5M12 17.3h.01",
};

const NAMESPACE = "http://www.w3.org/2000/svg";

/** The icon called `name`, hidden from screen readers: the control around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  const attributes = {
    class: "icon",
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.8",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", SHAPES[name]);
  if (name === "dots") path.setAttribute("stroke-width", "2.6");
  svg.append(path);
  return svg;
}
