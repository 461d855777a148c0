// The drawing and the list of its nodes: selecting, filtering by type, finding.
"use strict";

const LEGIBLE = 11;  // pixels on the screen; smaller labels grow, and give way to more important ones
const SMALLEST = 4;  // pixels from the middle of a shape to its edge, however far the reader zooms out
const MOST_LINKED = 12;  // nodes that keep their labels on a small screen
const list = document.getElementById("list");
const find = document.getElementById("find");
const tip = document.getElementById("tip");
const pen = document.createElement("canvas").getContext("2d");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let selected = null;
let palette = readPalette();

const nodes = new vis.DataSet(graph.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: node.shape })));
const edges = new vis.DataSet(graph.edges.map((edge, id) => ({ id, from: edge.from, to: edge.to, dashes: edge.dashes && [6, 5] })));
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, keyboard: false, selectConnectedEdges: false, hideEdgesOnDrag: graph.nodes.length > 1500 },
  nodes: { size: graph.nodeSize, borderWidth: 1, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { smooth: false, width: 1, hoverWidth: 0, labelHighlightBold: false, arrows: { to: { enabled: true, scaleFactor: 0.5 } } },
});

// A canvas knows no style sheet: it is told the colours, again on each change of theme.
function readPalette() {
  const css = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ink", "paper", "edge", "faint", "hint", "outline"].map((name) => [name, css.getPropertyValue(`--${name}`).trim()]));
}

function visible(node) {
  return document.querySelector(`#legend input[value="${CSS.escape(node.kind)}"]`)?.checked ?? true;
}

// The selected node with its neighbours, or null where nothing is selected.
function neighbourhood() {
  if (selected === null) return null;
  return new Set([selected, ...graph.edges.flatMap((edge) => (edge.from === selected ? [edge.to] : edge.to === selected ? [edge.from] : []))]);
}

// Boxes are [left, right, top, bottom].
function meet(a, b) {
  return a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
}

// What an edge of the selected node is, where it can be read; dashes say 'reports', and the panel says it all.
function relation(edge, labels) {
  const name = edge.relations.filter((one) => one !== REPORTS).map(spaced).join(", ");
  const [from, to] = [nodesById.get(edge.from), nodesById.get(edge.to)];
  const [x, y, half] = [(from.x + to.x) / 2, (from.y + to.y) / 2, name.length * 4];
  return [...labels.values()].some((box) => meet([x - half, x + half, y - 8, y + 8], box)) ? undefined : name || undefined;
}

// The nodes whose labels have room at a font size: the selected ones and those with most links first, over other
// nodes where it must be; the rest where it is free. With the boxes that the labels take.
function labelled(size, near) {
  const shown = graph.nodes.filter(visible);
  const first = [...(near ? shown.filter((node) => near.has(node.id)) : []), ...shown.slice(0, MOST_LINKED)];
  const radius = graph.nodeSize;
  const glyphs = shown.map((node) => [node.x - radius, node.x + radius, node.y - radius, node.y + radius]);
  const chosen = new Map();
  pen.font = `${size}px sans-serif`;
  for (const node of new Set([...first, ...shown])) {
    const lines = node.label.split("\n");
    const half = Math.max(...lines.map((line) => pen.measureText(line).width)) / 2;
    const box = [node.x - half, node.x + half, node.y + radius + 1, node.y + radius + 6 + lines.length * size];
    const free = (others) => !others.some((other) => meet(box, other));
    if (free([...chosen.values()]) && (first.includes(node) || free(glyphs))) chosen.set(node.id, box);
  }
  return chosen;
}

// One place decides how every node and edge looks: by theme, type filter, selection and zoom.
function redraw() {
  const near = neighbourhood();
  const size = Math.max(graph.fontSize, LEGIBLE / network.getScale());
  const labels = labelled(size, near);
  nodes.update(graph.nodes.map((node) => {
    const dim = near !== null && !near.has(node.id);
    const color = { background: node.color, border: palette.outline };
    return {
      id: node.id, hidden: !visible(node), opacity: dim ? 0.25 : 1, size: Math.max(graph.nodeSize, SMALLEST / network.getScale()),
      color: { ...color, highlight: { ...color, border: palette.ink }, hover: { ...color, border: palette.ink } },
      label: labels.has(node.id) && !(dim && size > graph.fontSize) ? node.label : undefined,
      font: { size, color: dim ? palette.faint : palette.ink, strokeWidth: 4, strokeColor: palette.paper },
    };
  }));
  edges.update(graph.edges.map((edge, id) => {
    const touched = edge.from === selected || edge.to === selected;
    const color = touched ? palette.ink : near ? palette.hint : palette.edge;
    return {
      id, hidden: !visible(nodesById.get(edge.from)) || !visible(nodesById.get(edge.to)),
      color: { color, highlight: color, hover: palette.ink }, width: touched ? 1.5 : 1,
      label: touched && size === graph.fontSize ? relation(edge, labels) : undefined,
      font: { size: size * 0.85, color: palette.ink, strokeWidth: 4, strokeColor: palette.paper, align: "horizontal" },
    };
  }));
}

// ---- the list ----

function fillList() {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(find.value.trim());
  const shown = graph.nodes.filter((node) => visible(node) && plain([node.name, ...node.facts.flat()].join("\n")).includes(wanted));
  shown.sort((a, b) => a.name.localeCompare(b.name, "en"));
  list.replaceChildren(...shown.map((node) => element("li", "", nodeButton(node.id))));
  document.getElementById("found").textContent = `${shown.length} of ${graph.nodes.length} nodes`;
  markCurrent();
}

function listButton(id) {
  return [...list.querySelectorAll("button")].find((button) => button.dataset.id === id);
}

function markCurrent() {
  for (const button of list.querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.id === selected));
}

// ---- selecting ----

// By the boxes that the layout kept free: vis-network's own fit forgets labels that are not drawn yet.
function fit(shown, animated) {
  if (!shown.length) return;
  const stage = document.getElementById("network");
  let scale = 1;
  let box;
  for (const pass of [1, 2]) {  // labels that grow to stay legible need the second
    const grow = pass === 1 ? 1 : Math.max(1, LEGIBLE / (graph.fontSize * scale));
    box = [
      Math.min(...shown.map((node) => node.x - grow * node.box[0] / 2)), Math.max(...shown.map((node) => node.x + grow * node.box[0] / 2)),
      Math.min(...shown.map((node) => node.y - graph.nodeSize)), Math.max(...shown.map((node) => node.y - graph.nodeSize + node.box[1])),
    ];
    scale = Math.min(1, (stage.clientWidth - 30) / (box[1] - box[0]), (stage.clientHeight - 30) / (box[3] - box[2]));
  }
  const animation = animated && !calm.matches ? { duration: 300 } : false;
  network.moveTo({ position: { x: (box[0] + box[1]) / 2, y: (box[2] + box[3]) / 2 }, scale, animation });
  if (!animation) redraw();
}

// From the list or the panel the drawing moves to the node and the keyboard to its heading; a click in the drawing
// moves neither.
function select(id, move) {
  const box = document.querySelector(`#legend input[value="${CSS.escape(nodesById.get(id).kind)}"]`);
  if (box && !box.checked) {  // vis-network throws on a hidden node
    box.checked = true;
    fillList();
  }
  selected = id;
  redraw();
  network.selectNodes([id]);
  showNode(id);
  markCurrent();
  if (!move) return;
  fit([...neighbourhood()].map((near) => nodesById.get(near)).filter(visible), true);
  detail.querySelector("h2").focus();
}

function clear() {
  const before = selected;
  const inPanel = detail.contains(document.activeElement);
  selected = null;
  network.unselectAll();
  redraw();
  markCurrent();
  showOverview();
  if (inPanel) listButton(before)?.focus();
}

function showAll() {
  clear();
  fit(graph.nodes.filter(visible), true);
}

// ---- what the reader does ----

let zoomed = 0;

network.on("click", ({ nodes: [id] }) => (id === undefined ? clear() : select(id, false)));
network.on("hoverNode", ({ node, event }) => {
  tip.replaceChildren(...hint(node));
  tip.hidden = false;
  tip.style.left = `${Math.max(0, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(0, Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8))}px`;
});
for (const left of ["blurNode", "dragStart", "zoom", "click"]) network.on(left, () => { tip.hidden = true; });
document.getElementById("network").addEventListener("pointerleave", () => { tip.hidden = true; });
for (const moved of ["zoom", "animationFinished"]) {
  network.on(moved, () => { clearTimeout(zoomed); zoomed = setTimeout(redraw, 100); });
}
// vis-network moves its camera after it has told of a new size; the next frame has the last word.
network.on("resize", () => requestAnimationFrame(() => { if (selected === null) fit(graph.nodes.filter(visible), false); }));
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });

document.getElementById("legend").addEventListener("change", () => {
  if (selected !== null && !visible(nodesById.get(selected))) clear();
  redraw();
  fillList();
});
document.getElementById("all").addEventListener("click", showAll);
find.addEventListener("input", fillList);
find.addEventListener("keydown", (event) => { if (event.key === "Enter") list.querySelector("button")?.click(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (selected === null && find.value) {
    find.value = "";
    fillList();
  }
  showAll();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { palette = readPalette(); redraw(); });

document.querySelector("#network .vis-network").tabIndex = -1;  // the list is the way in for the keyboard
showOverview();
fillList();
fit(graph.nodes, false);
