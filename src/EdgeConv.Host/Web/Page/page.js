"use strict";

// Everything that comes from outside (labels, names, problems) becomes text, never markup.
const byId = id => document.getElementById(id);
const series = 5;
const window_ms = 60_000;

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined)
    made.textContent = text;
  if (className)
    made.className = className;
  return made;
}

const percent = score => `${(100 * score).toFixed(score < 0.0995 ? 1 : 0)} %`;
const thousands = number => number.toLocaleString("en").replaceAll(",", "\u202f");
const milliseconds = ms => ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0);

function bar(name, detail, value, share, colour) {
  const item = element("li");
  const label = element("span", name, "name");
  label.title = detail ? `${name}, ${detail}` : name;
  if (detail)
    label.append(" ", element("small", detail));
  const track = element("div", undefined, "track");
  const fill = element("div", undefined, "fill");
  fill.style.width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  if (colour)
    fill.style.background = colour;
  track.append(fill);
  item.append(label, element("span", value, "value"), track);
  return item;
}

function tiles(list, values) {
  list.replaceChildren(...values.map(([name, value, isBad]) => {
    const tile = element("div", undefined, isBad ? "bad" : "");
    tile.append(element("dt", name), element("dd", value));
    return tile;
  }));
}

// Scores of the last minute: a colour stays with a class as long as the class is in sight.
const history = {
  samples: [],
  labels: new Map(),
  colours: new Map(),

  add(time, predictions) {
    // By number: several classes may have one name.
    this.samples.push({ time, scores: new Map(predictions.map(one => [one.index, one.score])) });
    for (const one of predictions)
      this.labels.set(one.index, one.label);
    while (this.samples[0].time < time - window_ms)
      this.samples.shift();
    const best = new Map();
    for (const sample of this.samples)
      for (const [index, score] of sample.scores)
        best.set(index, Math.max(score, best.get(index) ?? 0));
    const shown = [...best].sort((a, b) => b[1] - a[1]).slice(0, series).map(([index]) => index);
    for (const index of this.colours.keys())
      if (!shown.includes(index))
        this.colours.delete(index);
    for (const index of shown)
      if (!this.colours.has(index))
        this.colours.set(index, [...Array(series).keys()].find(slot => ![...this.colours.values()].includes(slot)));
  },

  // The classes of another model are others.
  clear() {
    this.samples.length = 0;
    this.labels.clear();
    this.colours.clear();
  },

  colourOf(index) {
    return this.colours.has(index) ? `var(--series-${this.colours.get(index)})` : undefined;
  },

  draw(canvas) {
    const style = getComputedStyle(document.documentElement);
    const scale = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale))
      [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const [left, top, right, bottom] = [42, 6, width - 4, height - 20];
    pen.font = "11px system-ui, sans-serif";
    pen.lineWidth = 1;
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const level of [0, 0.5, 1]) {
      const y = Math.round(bottom - level * (bottom - top)) + 0.5;
      pen.strokeStyle = style.getPropertyValue("--line");
      pen.beginPath();
      pen.moveTo(left, y);
      pen.lineTo(right, y);
      pen.stroke();
      pen.fillStyle = style.getPropertyValue("--soft");
      pen.fillText(percent(level).replace(".0", ""), left - 5, y);
    }
    pen.textBaseline = "alphabetic";
    for (const [seconds, align] of [[60, "left"], [30, "center"], [0, "right"]]) {
      pen.textAlign = align;
      pen.fillText(seconds ? `${seconds} s ago` : "now", right - seconds / 60 * (right - left), height - 4);
    }
    if (!this.samples.length)
      return;
    const now = this.samples.at(-1).time;
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, right - left, height);
    pen.clip();
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    for (const [index, slot] of this.colours) {
      pen.strokeStyle = style.getPropertyValue(`--series-${slot}`);
      pen.beginPath();
      let wasNamed = false;
      for (const sample of this.samples) {
        const isNamed = sample.scores.has(index);
        const [x, y] = [right - (now - sample.time) / window_ms * (right - left), bottom - (sample.scores.get(index) ?? 0) * (bottom - top)];
        if (isNamed || wasNamed)
          pen.lineTo(x, y);
        else
          pen.moveTo(x, y);
        wasNamed = isNamed;
      }
      pen.stroke();
    }
    pen.restore();
  },
};

let isDrawn = true;
function redraw() {
  if (!isDrawn)
    return;
  isDrawn = false;
  requestAnimationFrame(() => {
    isDrawn = true;
    history.draw(byId("history"));
  });
}

let ruleNames = [];
function showRules(active) {
  byId("rules").hidden = ruleNames.length === 0;
  byId("rules").replaceChildren(...ruleNames.map(name => element("li", name, active.includes(name) ? "active" : "")));
}

function showDecision(decision) {
  const predictions = decision.predictions;
  // This side's clock: the board's is set while it runs, some days later at once where it has no battery.
  history.add(performance.now(), predictions);
  const picture = decision.picture && decision.picture.state !== "usable" ? ` (the picture is ${decision.picture.state})` : "";
  byId("best").textContent = (decision.blind ? "no frames" : predictions.length ? `${predictions[0].label}, ${percent(predictions[0].score)}` : "nothing") + picture;
  byId("scores").replaceChildren(...predictions.length
    ? predictions.map(one => bar(one.label, "", percent(one.score), one.score, history.colourOf(one.index)))
    : [element("li", "nothing above the threshold", "none")]);
  byId("legend").replaceChildren(...[...history.colours].map(([index, slot]) => {
    const label = history.labels.get(index);
    const item = element("li");
    const swatch = element("i");
    swatch.style.background = `var(--series-${slot})`;
    item.append(swatch, label);
    item.title = label;
    return item;
  }));
  showRules(decision.rules);
  redraw();
}

let before;
let run;
function showState(state) {
  // A configuration that was read again or a model that was changed begins another run.
  if (run !== undefined && run !== state.run)
    showConfiguration().catch(() => {});
  run = state.run;
  const isGood = state.frames_flow;
  byId("status").className = isGood ? "good" : "bad";
  byId("status").textContent = isGood ? "running" : "no frames";
  byId("problems").hidden = state.problems.length === 0;
  byId("problems").replaceChildren(...state.problems.map(one => element("li", `${one.part}: ${one.problem}`)));
  const frames = state.frames;
  if (before && frames.clock_s > before.clock_s && frames.decided >= before.decided)
    byId("rate").textContent = `${((frames.decided - before.decided) / (frames.clock_s - before.clock_s)).toFixed(1)} decisions/s`;
  before = frames;
  tiles(byId("latency"), [
    ["50 %", `${milliseconds(state.latency_ms.p50)} ms`],
    ["95 %", `${milliseconds(state.latency_ms.p95)} ms`],
    ["99 %", `${milliseconds(state.latency_ms.p99)} ms`],
    ["model, 50 %", `${milliseconds(state.scoring_ms.p50)} ms`],
  ]);
  tiles(byId("frames"), [
    ["captured", thousands(frames.captured)],
    ["decided on", thousands(frames.decided)],
    ["passed over", thousands(frames.overwritten)],
    ["lost", thousands(frames.lost), frames.lost > 0],
    ["damaged", thousands(frames.damaged), frames.damaged > 0],
    ["unreadable", thousands(frames.refused), frames.refused > 0],
  ]);
  showLayers(state.layers);
  const slowed = throttling(state.throttling ?? []);
  tiles(byId("board"), [
    ...state.temperatures.map(one => [one.zone ?? "temperature", `${one.celsius.toFixed(1)} °C`, one.celsius >= 80]),
    ...(state.throttling ? [["throttling", slowed.text, slowed.isNow]] : []),
    ...(state.megahertz.length ? [["clock", `${Math.max(...state.megahertz)} MHz`]] : []),
    ["memory", `${(state.memory_bytes / 2 ** 20).toFixed(1)} MiB`],
    ["running for", duration(state.uptime_s)],
    ["watched by", `${state.viewers}`],
    ...state.sinks.map(one => [`to ${one.name}`, thousands(one.written), one.lost_events > 0]),
  ]);
}

// The firmware remembers what happened since the board was switched on, which is no reason to worry for ever.
function throttling(flags) {
  const happened = "Happened";
  const words = flag => flag.replace(happened, "").replace(/(?!^)([A-Z])/g, " $1").toLowerCase();
  const now = flags.filter(flag => !flag.endsWith(happened)).map(words);
  const earlier = flags.filter(flag => flag.endsWith(happened)).map(words).filter(flag => !now.includes(flag));
  return { isNow: now.length > 0, text: [now.join(", ") || "none", ...earlier.length ? [`earlier: ${earlier.join(", ")}`] : []].join("; ") };
}

function duration(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  return days ? `${days} d ${hours} h` : hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min ${Math.floor(seconds) % 60} s` : `${Math.floor(seconds)} s`;
}

// One run may have been interrupted in any layer: medians of a few do not show it.
const runs = [];
function showLayers(newest) {
  if (newest.every(layer => layer.us === 0))
    return;
  if (runs.length && runs[0].length !== newest.length)
    runs.length = 0;
  runs.push(newest.map(layer => layer.us));
  if (runs.length > 9)
    runs.shift();
  const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const layers = newest.map((layer, index) => ({ ...layer, index, us: median(runs.map(run => run[index])) }));
  const sum = layers.reduce((all, layer) => all + layer.us, 0);
  const most = Math.max(...layers.map(layer => layer.us));
  byId("layers-sum").textContent = `${layers.length}, ${milliseconds(sum / 1000)} ms`;
  byId("layers").replaceChildren(...layers.map(layer => {
    const column = element("i");
    column.style.height = `${(100 * layer.us / most).toFixed(1)}%`;
    column.title = `${layer.index}: ${layer.name}, ${layer.kernel}, ${layer.us.toFixed(1)} µs`;
    return column;
  }));
  byId("slowest").replaceChildren(...layers
    .sort((a, b) => b.us - a.us)
    .slice(0, 8)
    .map(layer => bar(`${layer.index}  ${layer.name}`, layer.kernel, `${layer.us.toFixed(0)} µs`, layer.us / most)));
}

async function showConfiguration() {
  const answer = await fetch("/api/config");
  if (!answer.ok)
    return;
  const configuration = await answer.json();
  if (byId("model").textContent !== configuration.model.name)
    history.clear();
  byId("model").textContent = configuration.model.name;
  ruleNames = configuration.rules.map(rule => rule.name);
  const text = value => Array.isArray(value) ? value.map(text).join(", ")
    : typeof value === "object" ? Object.entries(value).filter(([, part]) => part.length !== 0).map(([name, part]) => `${name} ${text(part)}`).join("; ")
    : String(value);
  const { rules, ...rest } = configuration;
  const rows = [...Object.entries(rest), ...rules.map(({ name, ...terms }) => [`rule ${name}`, terms])];
  byId("configuration").replaceChildren(...rows.flatMap(([name, value]) => [element("dt", name), element("dd", text(value))]));
}

// Nothing is fetched for a page that nobody sees: while nobody watches, the board encodes no picture and measures no layer.
let events;
function watch() {
  if (document.hidden || events)
    return;
  byId("picture").src = `/live.mjpeg?${Date.now()}`;
  showConfiguration().catch(() => {});
  events = new EventSource("/api/events");
  events.addEventListener("decision", event => showDecision(JSON.parse(event.data)));
  events.addEventListener("state", event => showState(JSON.parse(event.data)));
  events.onopen = () => {
    if (byId("status").textContent === "disconnected") {
      byId("picture").src = `/live.mjpeg?${Date.now()}`;
      showConfiguration().catch(() => {});
    }
  };
  events.onerror = () => {
    byId("status").className = "bad";
    byId("status").textContent = "disconnected";
    if (events.readyState === EventSource.CLOSED) {
      rest();
      watchAgain();
    }
  };
}

// The browser does not say why it was refused, and asks no more.
async function watchAgain() {
  let status;
  try {
    status = (await fetch("/api/config")).status;
  } catch {
    // Nobody is there; somebody may be soon.
  }
  if (status !== 401) {
    setTimeout(watch, 3000);
    return;
  }
  byId("status").textContent = "a token is needed";
  byId("problems").hidden = false;
  byId("problems").replaceChildren(element("li", "This page is not known here any more, as after a restart with another token. Open /?token=… with the token that the program told at its start, or that is configured."));
}

function rest() {
  events?.close();
  events = undefined;
  byId("picture").removeAttribute("src");
}

byId("picture").addEventListener("load", event => {
  const picture = event.target;
  [picture.width, picture.height] = [picture.naturalWidth, picture.naturalHeight];
});
document.addEventListener("visibilitychange", () => document.hidden ? rest() : watch());
addEventListener("resize", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
watch();
redraw();
