// Joined by `python -m psoaslib.build` from js/lab.js and its imports: edit those.

// lab_grid.js
/** Tables of the length lab: even grids of angles, read by a cubic through four nodes an axis. */

/** Unpack gzipped numbers of 16 bits. @returns {Promise<Int16Array>} */
async function unpackNumbers(gzipped) {
  const view = new DataView(await unzipped(gzipped).arrayBuffer());
  return Int16Array.from({ length: view.byteLength / 2 }, (_, i) => view.getInt16(2 * i, true));
}

/** Unpack a gzipped text. @returns {Promise<string>} */
function unpackText(gzipped) {
  return unzipped(gzipped).text();
}

function unzipped(gzipped) {
  return new Response(new Blob([gzipped]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/**
 * Read a table between its nodes.
 * @param {object} table  angles, unit and blocks, as `psoaslib.bench.grid` packs them
 * @param {Int16Array} numbers
 * @param {Object<string, number>} angles  degrees, within the table's range
 */
function readTable(table, numbers, angles) {
  const first = angles[table.angles[0]];
  const block = table.blocks.find((each) => first <= each.spans[0][1]) ?? table.blocks.at(-1);
  let places = [{ at: 0, weight: 1 }];
  table.angles.forEach((name, axis) => {
    const [low, high, count] = block.spans[axis];
    const along = ((angles[name] - low) / (high - low)) * (count - 1);
    const from = Math.min(Math.max(Math.floor(along) - 1, 0), count - 4);
    const weights = cubicWeights(along - from);
    places = places.flatMap(({ at, weight }) =>
      weights.map((w, k) => ({ at: at * count + from + k, weight: weight * w })));
  });
  return table.unit * places.reduce((sum, p) => sum + p.weight * numbers[block.at + p.at], 0);
}

/** Return the weights of four nodes at 0, 1, 2 and 3. */
function cubicWeights(u) {
  return [
    -((u - 1) * (u - 2) * (u - 3)) / 6,
    (u * (u - 2) * (u - 3)) / 2,
    -(u * (u - 1) * (u - 3)) / 2,
    (u * (u - 1) * (u - 2)) / 6,
  ];
}

// lab_hip.js
/**
 * A muscle's way over the hip, as `psoaslib.psoas.hip` and `cylinder` follow it: straight, over a
 * via point while the hip's flexion lies between two bounds, or round a cylinder. Right limb,
 * metres, the pelvis's frame: x forward, y up, z right.
 */

const DEGREE = Math.PI / 180;

/** Return the length of a way; angles in degrees. */
function hipLength(way, angles) {
  const { hip_flexion: flexion, hip_adduction: adduction, hip_rotation: rotation } = angles;
  const first = added(way.centre, turnedZ(flexion, turnedX(adduction, turnedY(rotation, way.first))));
  const fixed = way.before + way.after;
  if (way.cylinder) {
    const { middle, axes } = way.cylinder;
    const inward = (point) => axes.map((axis) => dotted(axis, taken(point, middle)));
    return fixed + woundLength(way.cylinder, inward(way.last), inward(first));
  }
  if (way.via && flexion >= way.bounds[0] && flexion <= way.bounds[1]) {
    return fixed + distance(way.last, way.via) + distance(way.via, first);
  }
  return fixed + distance(way.last, first);
}

/** Return the length of the shortest way round a cylinder, its axis along z. */
function woundLength({ radius, half, below }, start, end) {
  const near = tangentFrom(start, radius);
  const far = tangentFrom(end, radius);
  const turned = below
    ? Math.atan2(end[0], -end[1]) - Math.atan2(start[0], -start[1])
    : Math.atan2(start[0] * end[1] - start[1] * end[0], start[0] * end[0] + start[1] * end[1]);
  const theta = Math.abs(turned) - near.angle - far.angle;
  const apart = end[2] - start[2];
  const flat = near.tangent + far.tangent + radius * Math.max(theta, 0);
  const rise = apart / flat;
  const past = Math.abs(start[2] + rise * near.tangent) > half
    && Math.abs(end[2] - rise * far.tangent) > half;
  const touches = theta > 0 && near.outside && far.outside && !past;
  return touches ? Math.hypot(flat, apart) : distance(start, end);
}

function tangentFrom([x, y], radius) {
  const squared = x * x + y * y;
  const tangent = Math.sqrt(Math.max(squared - radius * radius, 0));
  return { tangent, angle: Math.atan2(tangent, radius), outside: squared >= radius * radius };
}

function turnedX(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [x, c * y - s * z, s * y + c * z];
}

function turnedY(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [c * x + s * z, y, c * z - s * x];
}

function turnedZ(degrees, [x, y, z]) {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return [c * x - s * y, s * x + c * y, z];
}

const dotted = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const added = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const taken = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const distance = (a, b) => Math.hypot(...taken(a, b));

// lab_model.js
/**
 * What the models say of a pose: psoas, iliacus and rectus femoris, each with its band, and each
 * model alone. Millimetres of change from standing; `share` is the change over the optimal fibre
 * length with the tendon taken as rigid, an upper bound.
 */


const HAIR_DEG = 1e-6;
const STILL = { hip_flexion: 0, hip_adduction: 0, hip_rotation: 0 };

/**
 * Make the function that says what the models say.
 * @param {object} muscles  by "model.muscle", as `psoaslib.bench.tables` packs them
 * @param {object} tables
 * @param {Int16Array} numbers
 * @returns {function(object): Object<string, {change: number, share: number}|null>} of a right
 *   limb's joint angles, degrees; null where the pose lies beyond a model
 */
function createModels(muscles, tables, numbers) {
  const standing = Object.fromEntries(
    Object.entries(muscles)
      .filter(([, each]) => each.way)
      .map(([name, each]) => [name, hipLength(each.way, STILL)]),
  );
  const one = (name, { ranges, way, table, scale, share_table: shares, share_per_mm: perMm }, angles) => {
    const inside = Object.entries(ranges).every(
      ([angle, [low, high]]) => angles[angle] >= low - HAIR_DEG && angles[angle] <= high + HAIR_DEG,
    );
    if (!inside) return null;
    const hip = way ? 1000 * (hipLength(way, angles) - standing[name]) : 0;
    const tabled = table ? readTable(tables[table], numbers, angles) : 0;
    const share = shares
      ? readTable(tables[shares], numbers, angles) + hip * perMm
      : (hip + tabled) * perMm;
    return { change: scale * (hip + tabled), share };
  };
  return (angles) => Object.fromEntries(
    Object.entries(muscles).map(([name, each]) => [name, one(name, each, angles)]),
  );
}

/**
 * Join two models' figures: the mean with the span of the two. Where only one reaches, its figure
 * with no span; null where neither does.
 */
function joinedModels(a, b) {
  const found = [a, b].filter(Boolean);
  if (!found.length) return null;
  const of = (name) => {
    const values = found.map((each) => each[name]);
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    return { value, low: Math.min(...values), high: Math.max(...values) };
  };
  return { change: of('change'), share: of('share'), models: found.length };
}

// lab_pose.js
/**
 * A pose of the length lab: what the sliders set, the trunk's rule, and fixed angles that no
 * slider sets. It is told for the side shown, so that left and right are alike. Degrees.
 */

const SLIDERS = ['thigh_extension', 'pelvic_tilt', 'lumbar_bend_away', 'knee_flexion'];
const NOTICED = 2;

/** Return the joint angles of a right limb and the trunk above it, as the models name them. */
function jointsOfPose(pose) {
  const { fixed } = pose;
  const follows = pose.trunk === 'upright' ? pose.pelvic_tilt : 0;
  return {
    hip_flexion: fixed.hip_flexion - pose.thigh_extension - pose.pelvic_tilt,
    hip_adduction: fixed.hip_adduction,
    hip_rotation: fixed.hip_rotation,
    knee_flexion: fixed.knee_flexion + pose.knee_flexion,
    lumbar_flexion: fixed.lumbar_flexion + follows,
    lumbar_bend_right: -(fixed.lumbar_bend_away + pose.lumbar_bend_away),
    lumbar_rot_left: fixed.lumbar_rot_away,
  };
}

/** Return the same joints for Python: those of the side shown, the trunk's by their own sides. */
function namedJoints(pose, side) {
  const joints = jointsOfPose(pose);
  if (side === 'left') {
    joints.lumbar_bend_right *= -1;
    joints.lumbar_rot_left *= -1;
  }
  return Object.fromEntries(Object.entries(joints).map(([name, value]) => [name, value + 0]));
}

/** Return a pose with one slider set, kept in its range. */
function withSlider(pose, name, value, [low, high]) {
  return { ...pose, [name]: Math.min(Math.max(value, low), high) };
}

/** Return a pose without what only a ready pose holds. */
function withoutFixed(pose) {
  const fixed = Object.fromEntries(Object.keys(pose.fixed).map((name) => [name, 0]));
  return { ...pose, fixed };
}

/** Tell whether two poses are the same. */
function samePose(a, b) {
  return a.trunk === b.trunk
    && SLIDERS.every((name) => a[name] === b[name])
    && Object.keys(b.fixed).every((name) => a.fixed[name] === b.fixed[name]);
}

/** List the fixed angles that show, as [name, degrees]. */
function fixedAngles(pose) {
  return Object.entries(pose.fixed).filter(([, value]) => Math.abs(value) >= NOTICED);
}

// dom.js
/** Small helpers to make elements and to change only what differs. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string>} attributes  `class` and all others as in HTML
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. @returns {SVGElement} */
function makeSvg(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

/** Set a text, unless it stands there already: a live region speaks at every change. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Set an attribute, unless it has this value already. */
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Show words, or hide their element when there are none. */
function setWords(element, text) {
  setText(element, text || '');
  element.hidden = !text;
}

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// guard.js
/**
 * Keys pressed inside a widget stay there. JupyterLab sees none of them, or typing `d d` would
 * delete a cell; chords and Tab pass untouched, so that Ctrl+S saves the notebook.
 */

/** JupyterLab and Notebook 7 leave keys alone inside an element with this attribute. */
const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Keep keys inside a widget.
 * @param {HTMLElement} root  the widget's root
 * @param {function(KeyboardEvent)} onKey  gets every key but Tab and chords
 * @param {function(): boolean} ownsFree  tells whether keys that nothing has the focus for are ours
 * @returns {function()} takes the listeners away
 */
function guardKeys(root, onKey, ownsFree = () => false) {
  root.setAttribute(SUPPRESS, 'true');

  // Before JupyterLab's own listener on the document: the attribute would also keep chords away.
  const beforeAll = (event) => {
    if (!root.contains(event.target)) {
      if (document.activeElement === document.body && ownsFree()) onKeydown(event);
      return;
    }
    if (isChord(event)) root.removeAttribute(SUPPRESS);
    else root.setAttribute(SUPPRESS, 'true');
  };

  const onKeydown = (event) => {
    if (isChord(event) || event.key === 'Tab') return;
    event.stopPropagation();
    onKey(event);
  };

  window.addEventListener('keydown', beforeAll, true);
  root.addEventListener('keydown', onKeydown);
  return () => {
    window.removeEventListener('keydown', beforeAll, true);
    root.removeEventListener('keydown', onKeydown);
  };
}

function isChord(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

// lab_words.js
/** What the length lab says: numbers with their bands, poses, the difference of two poses. */


const SIGNED = {
  thigh_extension: ['behind the vertical', 'in front of the vertical'],
  pelvic_tilt: ['posterior', 'anterior'],
  lumbar_bend_away: ['away from this side', 'towards this side'],
  knee_flexion: ['bent', 'bent'],
};
const NONE = {
  thigh_extension: 'upright',
  pelvic_tilt: 'none',
  lumbar_bend_away: 'none',
  knee_flexion: 'straight',
};
const HELD = {
  hip_flexion: ['more hip flexion', 'less hip flexion'],
  hip_adduction: ['thigh towards the other leg', 'thigh out to the side'],
  hip_rotation: ['thigh turned in', 'thigh turned out'],
  knee_flexion: ['more knee flexion', 'less knee flexion'],
  lumbar_flexion: ['more lumbar flexion', 'less lumbar flexion'],
  lumbar_bend_away: ['more side-bend away', 'more side-bend towards this side'],
  lumbar_rot_away: ['chest turned away from this side', 'chest turned to this side'],
};
const MUSCLES = {
  psoas: 'Psoas',
  iliacus: 'Iliacus',
  rectus_femoris: 'Rectus femoris',
};

/** Say what a slider is set to. */
function sliderWords(name, value) {
  const whole = Math.round(value);
  if (!whole) return NONE[name] === 'none' ? '0°' : `0°, ${NONE[name]}`;
  return `${Math.abs(whole)}° ${SIGNED[name][whole > 0 ? 0 : 1]}`;
}

/** Say the hip joint's own angle, thigh against pelvis. */
function hipWords(pose) {
  const whole = Math.round(jointsOfPose(pose).hip_flexion);
  if (!whole) return '0°';
  return `${Math.abs(whole)}° of ${whole < 0 ? 'extension' : 'flexion'}`;
}

/** Say the whole lumbar flexion. */
function lumbarWords(pose) {
  const whole = Math.round(jointsOfPose(pose).lumbar_flexion);
  if (!whole) return '0°';
  return `${Math.abs(whole)}° of ${whole > 0 ? 'flexion' : 'extension'}`;
}

/** Say what a pose holds besides the sliders; empty where that is nothing. */
function heldWords(pose) {
  return fixedAngles(pose)
    .map(([name, value]) => `${HELD[name][value > 0 ? 0 : 1]} ${Math.round(Math.abs(value))}°`)
    .join(', ');
}

/** Say "long", "still", "short" or "beyond", as `psoaslib.lengths.state` does. */
function stateOf(figure, bounds) {
  if (!figure) return 'beyond';
  const { value, low, high } = figure.change;
  const one = figure.models === 1;
  if (value >= bounds.lengthened_from && (one || low > 0)) return 'long';
  if (value <= bounds.shortened_from && (one || high < 0)) return 'short';
  return 'still';
}

/** Say a figure in words, as `psoaslib.lengths.words` and `band` do. */
function figureWords(figure, bounds) {
  if (!figure) return 'no figure (beyond the models)';
  const change = figure.change.value;
  const moved = movedWords(change);
  const told = stateOf(figure, bounds) !== 'still'
    ? `${moved} than in standing`
    : `about as in standing${Math.round(change) ? `, ${moved}` : ''}`;
  return `${told} (${bandWords(figure)})`;
}

/** Say a change in a few letters: "16 mm longer". */
function movedWords(change) {
  const whole = Math.abs(Math.round(change));
  if (!whole) return '0 mm';
  return `${whole} mm ${change < 0 ? 'shorter' : 'longer'}`;
}

/** Say the span of the models. */
function bandWords({ change, models }) {
  if (models === 1) return 'one model only';
  const [low, high] = [Math.round(change.low), Math.round(change.high)];
  if (low < 0 && high > 0) return `${movedWords(low)} to ${movedWords(high)}; two models`;
  const [least, most] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  return least === most ? `${least} mm; two models` : `${least} to ${most} mm; two models`;
}

/** Say a strain with its band, in per cent of the optimal fibre length. */
function shareWords(figure) {
  if (!figure) return '–';
  const { value, low, high } = figure.share;
  const [mean, least, most] = [value, low, high].map(percent);
  if (figure.alone) return `${mean} %`;
  if (figure.models === 1) return `${mean} % (one model only)`;
  return least === most ? `${mean} % (both models)` : `${mean} % (${least} to ${most} %)`;
}

function percent(share) {
  const whole = Math.round(100 * share);
  return `${whole < 0 ? '−' : ''}${Math.abs(whole)}`;
}

/** Say a whole pose with its muscles, in sentences. */
function poseSentence({ title, side, pose, figures, bounds, kept }) {
  const muscles = Object.entries(MUSCLES)
    .map(([name, word]) => `${word}: ${figureWords(figures[name], bounds)}.`);
  const told = `${title}, ${side} side. Hip ${hipWords(pose)}, pelvic tilt `
    + `${sliderWords('pelvic_tilt', pose.pelvic_tilt)}. ${muscles.join(' ')}`;
  return kept ? `${told} ${differenceSentence(kept, figures)}` : told;
}

/** Say how the psoas of the present pose differs from the kept one's. */
function differenceSentence(kept, figures) {
  const now = figures.psoas;
  const then = kept.figures.psoas;
  if (!now || !then) return `Against ${kept.title}: no figure, one pose is outside the models.`;
  const apart = now.change.value - then.change.value;
  const both = [apart];
  if (now.models === 2 && then.models === 2) both.push(...differences(figures, kept.figures));
  const [low, high] = [Math.min(...both), Math.max(...both)];
  const change = Math.round(apart) ? `${movedWords(apart)} than in` : 'as long as in';
  const band = both.length > 1
    ? bandWords({ change: { low, high }, models: 2 })
    : 'one model only';
  return `The psoas is ${change} the kept pose, ${kept.title} (${band}).`;
}

function differences(now, then) {
  return ['composite_a', 'composite_b']
    .map((model) => `${model}.psoas`)
    .map((name) => now.alone[name].change.value - then.alone[name].change.value);
}

// lab_bars.js
/** The bars of the length lab: change from standing, zero in the middle, with the models' span. */


const FULL_MM = 100;
const TICKS = [-50, 0, 50];

/** Make a list of bars; `rows` are [name, words]. */
function createBars(rows, note = '') {
  const made = rows.map(([name, words]) => [name, createBar(words)]);
  const axis = make('div', { class: 'pl-axis', 'aria-hidden': 'true' }, ...TICKS.map((tick) => {
    const label = make('span', {}, tick ? `${Math.abs(tick)} mm ${tick < 0 ? 'shorter' : 'longer'}` : '0');
    label.style.insetInlineStart = percentOf(tick);
    return label;
  }));
  const list = make('ul', { class: 'pl-bars' }, ...made.map(([, bar]) => bar.root));
  const root = make('div', { class: 'pl-chart' }, list, axis);
  if (note) root.append(make('p', { class: 'pl-small' }, note));

  /** @param {object} figures  by name; @param {object|null} kept  the kept pose's */
  function paint(figures, kept, bounds) {
    for (const [name, bar] of made) bar.paint(figures[name], kept ? kept[name] : null, bounds);
  }

  return { root, paint };
}

function createBar(words) {
  const bar = make('span', { class: 'pl-bar' });
  const span = make('span', { class: 'pl-span' });
  const ghost = make('span', { class: 'pl-bar-kept' });
  const millimetres = make('span', {});
  const share = make('span', { class: 'pl-share' });
  const value = make('span', { class: 'pl-value' }, millimetres, share);
  const track = make('span', { class: 'pl-track', 'aria-hidden': 'true' }, bar, ghost, span);
  const root = make('li', { class: 'pl-row' }, make('span', { class: 'pl-label' }, words), track, value);

  function paint(figure, kept, bounds) {
    setAttribute(bar, 'data-state', stateOf(figure, bounds));
    stretch(bar, figure && [0, figure.change.value]);
    stretch(span, figure && figure.models > 1 && [figure.change.low, figure.change.high]);
    stretch(ghost, kept && [0, kept.change.value]);
    setText(millimetres, valueWords(figure));
    const drawnOut = figure && figure.share.value > 0;
    setText(share, drawnOut ? `at most ${shareWords(figure)} of the fibre length` : '');
  }

  return { root, paint };
}

/** Say a figure in few words. */
function valueWords(figure) {
  if (!figure) return 'outside this model';
  const moved = movedWords(figure.change.value);
  return figure.alone ? `${moved} (one model)` : `${moved} (${bandWords(figure)})`;
}

function stretch(element, ends) {
  element.style.display = ends ? '' : 'none';
  if (!ends) return;
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  element.style.insetInlineStart = percentOf(from);
  element.style.inlineSize = `${((to - from) / FULL_MM) * 50}%`;
}

function percentOf(mm) {
  return `${50 + (Math.min(Math.max(mm, -FULL_MM), FULL_MM) / FULL_MM) * 50}%`;
}

// lab_controls.js
/** The controls of the length lab: ready poses, side, sliders, trunk, the kept pose. */


const TITLES = {
  thigh_extension: 'Thigh extension',
  pelvic_tilt: 'Pelvic tilt',
  lumbar_bend_away: 'Lumbar side-bend',
  knee_flexion: 'Knee flexion',
};
const OWN = 'own';
const LARGE_STEP = 10;
let labs = 0;

/**
 * Make the controls.
 * @param {object} lab  the payload
 * @param {object} actions  preset(id), side(side), slide(name, value), trunk(withPelvis), let go of
 *   fixed angles: free(), keep()
 */
function createControls(lab, actions) {
  labs += 1;
  const id = (name) => `psoas-lab-${labs}-${name}`;

  const select = make('select', { id: id('preset'), class: 'pl-select' });
  const options = presetOptions(lab.presets, select);
  select.addEventListener('change', () => actions.preset(select.value));

  const sides = ['right', 'left'].map((side) => {
    const input = make('input', { type: 'radio', name: id('side'), value: side, class: 'pa-radio' });
    input.addEventListener('change', () => actions.side(side));
    const words = side[0].toUpperCase() + side.slice(1);
    return [side, input, make('label', { class: 'pl-side' }, input, words)];
  });
  const sideSet = make('fieldset', { class: 'pl-sides' }, make('legend', {}, 'Side'),
    ...sides.map(([, , label]) => label));

  const sliders = SLIDERS.map((name) => [name, createSlider(name, lab.sliders[name], id(name), actions)]);

  const trunk = make('input', { type: 'checkbox', class: 'pa-radio' });
  trunk.addEventListener('change', () => actions.trunk(trunk.checked));
  const trunkLabel = make('label', { class: 'pl-side' }, trunk, 'Trunk goes with the pelvis');

  const hip = make('b', {});
  const lumbar = make('b', {});
  const joints = make('p', { class: 'pl-joints' }, 'Hip joint: ', hip, '. Lumbar spine: ', lumbar, '.');
  const held = make('span', {});
  const free = make('button', { type: 'button', class: 'pa-button' }, 'Let these go');
  free.addEventListener('click', () => actions.free());
  const heldRow = make('div', { class: 'pl-held' }, held, free);

  const keep = make('button', { type: 'button', class: 'pa-button pa-main' }, 'Keep this pose');
  keep.addEventListener('click', () => actions.keep());
  const kept = make('p', { class: 'pl-kept' });
  const compare = make('div', { class: 'pl-compare', role: 'group', 'aria-label': 'Compare two poses' },
    make('p', { class: 'pl-heading' }, 'Compare two poses'), keep, kept);

  const root = make('div', { class: 'pl-controls' },
    make('div', { class: 'pl-field' },
      make('label', { for: id('preset'), class: 'pl-heading' }, 'Pose'), select),
    ...sliders.map(([, slider]) => slider.root),
    make('div', { class: 'pl-top' }, sideSet, trunkLabel), joints, heldRow, compare);

  function paint({ preset, side, pose, keptTitle }) {
    for (const [value, option, titles] of options) {
      setText(option, titles[side]);
      option.selected = value === (preset ?? OWN);
    }
    for (const [value, input] of sides) input.checked = value === side;
    for (const [name, slider] of sliders) slider.paint(pose[name]);
    trunk.checked = pose.trunk === 'with_pelvis';
    setText(hip, hipWords(pose));
    setText(lumbar, lumbarWords(pose));
    const words = heldWords(pose);
    setText(held, words && `Also held: ${words}.`);
    heldRow.hidden = !words;
    setText(keep, keptTitle ? 'Let the kept pose go' : 'Keep this pose');
    setWords(kept, keptTitle ? `Kept, as an outline: ${keptTitle}.` : 'Keep a pose, then move on: it stays as an outline.');
  }

  return { root, paint };
}

function createSlider(name, [low, high], id, actions) {
  const value = make('output', { class: 'pl-number', for: id, 'aria-live': 'off' });
  const input = make('input', {
    type: 'range', id, class: 'pl-range', min: low, max: high, step: 'any',
  });
  input.addEventListener('input', () => actions.slide(name, Math.round(Number(input.value))));
  input.addEventListener('keydown', (event) => {
    const now = Math.round(Number(input.value));
    const next = {
      ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1,
      PageUp: now + LARGE_STEP, PageDown: now - LARGE_STEP, Home: low, End: high,
    }[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    input.value = next; // at once, since keys may come faster than pictures
    actions.slide(name, Number(input.value));
  });
  const root = make('div', { class: 'pl-slider' },
    make('div', { class: 'pl-slider-head' }, make('label', { for: id }, TITLES[name]), value), input);

  function paint(degrees) {
    if (Number(input.value) !== degrees) input.value = degrees;
    const words = sliderWords(name, degrees);
    setText(value, words);
    setAttribute(input, 'aria-valuetext', words);
  }

  return { root, paint };
}

function presetOptions(presets, select) {
  const made = [];
  const own = make('option', { value: OWN, disabled: '' });
  select.append(own);
  made.push([OWN, own, { left: 'Own pose', right: 'Own pose' }]);
  let group = null;
  for (const preset of presets) {
    if (preset.group && preset.group !== group?.label) {
      group = make('optgroup', { label: preset.group });
      select.append(group);
    }
    const option = make('option', { value: preset.id });
    (preset.group ? group : select).append(option);
    made.push([preset.id, option, preset.titles]);
  }
  return made;
}

// lab_body.js
/**
 * Where the drawn bones lie in a pose: for each piece the matrix of an SVG transform, in the view
 * from the side and in that from the front. x forward, y up, z right, right limb; the hip's centre
 * stays where it is. Drawn lengths are tenths of a millimetre, y downwards.
 */

const RADIANS = Math.PI / 180;
const LEVELS = ['L5', 'L4', 'L3', 'L2', 'L1'];
const KNEECAP_SHARE = 0.55;
const THINNEST = 0.1;

/**
 * Return the matrix of each piece.
 * @param {object} joints  joint angles, as `jointsOfPose` returns them
 * @param {number} tilt  of the pelvis in the picture
 * @param {object} shares  each lumbar joint's share of the whole, L5 first
 * @param {object} places  `{side, front}`: joints of the drawn pieces
 */
function bodyMatrices(joints, tilt, shares, places) {
  const pelvis = turnZ(tilt);
  const femur = times(pelvis, turnZ(joints.hip_flexion), turnX(joints.hip_adduction),
    turnY(joints.hip_rotation));
  const vertebrae = [];
  let above = pelvis;
  for (let i = 0; i < LEVELS.length; i += 1) {
    above = times(above, turnZ(-shares.lumbar_flexion[i] * joints.lumbar_flexion),
      turnX(shares.lumbar_bend_right[i] * joints.lumbar_bend_right),
      turnY(shares.lumbar_rot_left[i] * joints.lumbar_rot_left));
    vertebrae.push([LEVELS[i], above]);
  }
  vertebrae.push(['T12', above]);
  const shin = times(femur, turnZ(-joints.knee_flexion));
  const kneecap = times(femur, turnZ(-KNEECAP_SHARE * joints.knee_flexion));
  return {
    side: chain(aside, places.side, { pelvis, femur, vertebrae, shin, kneecap }),
    front: chain(ahead, places.front, { pelvis, femur, vertebrae }),
  };
}

/** Return where a point of a piece lies in the picture. */
function placed([a, b, c, d, e, f], [x, y]) {
  return [a * x + c * y + e, b * x + d * y + f];
}

function chain(seen, places, { pelvis, femur, vertebrae, shin, kneecap }) {
  const base = about(seen(pelvis), places.hip, places.hip);
  const result = { pelvis: base, femur: about(thick(seen(femur)), places.hip, places.hip) };
  let below = base;
  for (const [name, turned] of vertebrae) {
    below = about(seen(turned), places[name], placed(below, places[name]));
    result[name] = below;
  }
  if (places.knee) {
    const knee = placed(result.femur, places.knee);
    result.shin = about(seen(shin), places.knee, knee);
    result.kneecap = about(seen(kneecap), places.knee, knee);
  }
  return result;
}

/** Return the matrix that turns about a pivot and takes it to a place. */
function about([a, b, c, d], [px, py], [x, y]) {
  return [a, b, c, d, x - a * px - c * py, y - b * px - d * py];
}

const aside = (r) => [r[0][0], -r[1][0], -r[0][1], r[1][1]];
const ahead = (r) => [r[2][2], r[1][2], r[2][1], r[1][1]];

/** A thigh that points at the eye keeps a little of its length, so that it is still seen. */
function thick([a, b, c, d]) {
  const length = Math.hypot(c, d);
  if (length >= THINNEST) return [a, b, c, d];
  return [a, b, length ? (c / length) * THINNEST : 0, length ? (d / length) * THINNEST : THINNEST];
}

function turnX(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[1, 0, 0], [0, c, -s], [0, s, c]];
}

function turnY(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[c, 0, s], [0, 1, 0], [-s, 0, c]];
}

function turnZ(degrees) {
  const [c, s] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [[c, -s, 0], [s, c, 0], [0, 0, 1]];
}

function times(first, ...others) {
  return others.reduce(
    (a, b) => a.map((row) => b[0].map((_, k) => row[0] * b[0][k] + row[1] * b[1][k] + row[2] * b[2][k])),
    first,
  );
}

// lab_strands.js
/**
 * The shape of a drawn muscle: strands from their origins over the places that hold them off the
 * bone, each as thick along its way as the muscle is there. Tenths of a millimetre, y downwards.
 */

const STEPS = 22;

/**
 * Return a strand's middle line.
 * @param {number[]} origin
 * @param {number[][]} holds  in order; one that the straight way passes in front of does not hold
 * @param {number[]} end
 * @param {number} front  1 where the holds keep the strand to the right of its way down, else -1
 */
function strandLine(origin, holds, end, front) {
  let points = [origin];
  holds.forEach((hold, i) => {
    points.push(heldPoint(points.at(-1), hold, holds[i + 1] ?? end, front));
  });
  points.push(end);
  points = points.filter((p, i) => !i || Math.hypot(p[0] - points[i - 1][0], p[1] - points[i - 1][1]) > 20);
  return smoothLine(points);
}

/** Return the outline of a strand round its line, as path data. */
function strandOutline(line, radii) {
  const near = [];
  const far = [];
  line.forEach((point, i) => {
    const before = line[Math.max(i - 1, 0)];
    const after = line[Math.min(i + 1, line.length - 1)];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const across = [(before[1] - after[1]) / length, (after[0] - before[0]) / length];
    const radius = radiusAt(radii, i / (line.length - 1));
    near.push([point[0] + radius * across[0], point[1] + radius * across[1]]);
    far.push([point[0] - radius * across[0], point[1] - radius * across[1]]);
  });
  const cap = radiusAt(radii, 1).toFixed(0);
  const top = radiusAt(radii, 0).toFixed(0);
  return `M${joinedPoints(near)}A${cap} ${cap} 0 0 0 ${joinedPoints([far.at(-1)])}`
    + `L${joinedPoints(far.reverse())}A${top} ${top} 0 0 0 ${joinedPoints([near[0]])}z`;
}

/** Return path data of a line between two shares of its way. */
function lineData(line, from = 0, to = 1) {
  const last = line.length - 1;
  return `M${joinedPoints(line.slice(Math.round(from * last), Math.round(to * last) + 1))}`;
}

function joinedPoints(points) {
  return points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L');
}

function heldPoint(from, hold, to, front) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy || 1;
  const along = ((hold[0] - from[0]) * dx + (hold[1] - from[1]) * dy) / squared;
  const share = Math.min(Math.max(along, 0.08), 0.92);
  const off = (hold[0] - from[0]) * -dy + (hold[1] - from[1]) * dx;
  if (off * front < 0 && along > 0 && along < 1) return hold;
  return [from[0] + share * dx, from[1] + share * dy];
}

/** Return points along a smooth line through others (centripetal Catmull-Rom). */
function smoothLine(points) {
  const run = [mirrored(points[1], points[0]), ...points, mirrored(points.at(-2), points.at(-1))];
  const count = Math.max(6, Math.round(STEPS / (points.length - 1)));
  const line = [];
  for (let i = 1; i < run.length - 2; i += 1) {
    const part = run.slice(i - 1, i + 3);
    for (let k = 0; k < count; k += 1) line.push(between(part, k / count));
  }
  return [...line, points.at(-1)];
}

const mirrored = (of, about) => [2 * about[0] - of[0], 2 * about[1] - of[1]];

function between([p0, p1, p2, p3], u) {
  const t = [0];
  for (const [a, b] of [[p0, p1], [p1, p2], [p2, p3]]) {
    t.push(t.at(-1) + Math.sqrt(Math.max(Math.hypot(b[0] - a[0], b[1] - a[1]), 1e-3)));
  }
  const at = t[1] + u * (t[2] - t[1]);
  const mix = (a, b, from, to) => a.map((v, k) => ((to - at) * v + (at - from) * b[k]) / (to - from));
  const [a, b, c] = [mix(p0, p1, t[0], t[1]), mix(p1, p2, t[1], t[2]), mix(p2, p3, t[2], t[3])];
  return mix(mix(a, b, t[0], t[2]), mix(b, c, t[1], t[3]), t[1], t[2]);
}

function radiusAt({ way, radius }, share) {
  let i = 1;
  while (i < way.length - 1 && way[i] < share) i += 1;
  const part = (share - way[i - 1]) / (way[i] - way[i - 1]);
  return radius[i - 1] + part * (radius[i] - radius[i - 1]);
}

// lab_scene.js
/**
 * The picture of the length lab: bones that turn about their joints, and the muscles between them,
 * from the side and from the front. Nodes are made once; a pose only moves them.
 */


const FRAMES = { side: [-1950, -3250, 1750, 2300], front: [-2350, -3250, 1950, 2250] };
const MARGIN = 220;
const NAMED = { psoas: 'psoas', iliacus: 'iliacus', rectus_femoris: 'rectus femoris' };
const HATCH_STEP = 120;
let scenes = 0;

/**
 * Make the picture.
 * @param {object} drawing  what `psoaslib.figures.pieces` drew
 * @param {object} shares  each lumbar joint's share of the whole
 */
function createScene(drawing, shares) {
  const places = { side: drawing.side.joints, front: drawing.front.joints };
  scenes += 1;
  const views = {};
  for (const name of ['side', 'front']) {
    views[name] = createView(name, drawing[name], `psoas-lab-hatch-${scenes}-${name}`);
  }

  function matricesOf(pose) {
    return bodyMatrices(jointsOfPose(pose), pose.pelvic_tilt, shares, places);
  }

  /** Show a pose; `states` says of each muscle long, still, short or beyond. */
  function paint(pose, states, side) {
    const matrices = matricesOf(pose);
    for (const name of ['side', 'front']) views[name].paint(matrices[name], states, side === 'left');
  }

  /** Show the kept pose as an outline; null takes it away. */
  function keep(pose) {
    const matrices = pose && matricesOf(pose);
    for (const name of ['side', 'front']) views[name].keep(matrices && matrices[name]);
  }

  function dispose() {
    views.side.dispose();
    views.front.dispose();
  }

  return { side: views.side.root, front: views.front.root, paint, keep, dispose };
}

function createView(name, drawn, hatch) {
  const frame = FRAMES[name];
  const ghost = makeSvg('g', { class: 'pl-ghost' });
  const body = makeSvg('g', {});
  const words = makeSvg('g', { class: 'pl-names' });
  const turned = makeSvg('g', {}, body, ghost);
  const root = makeSvg('svg', {
    class: `pf-plate pl-view pl-${name}-view`, viewBox: boxText(frame, 1), 'aria-hidden': 'true',
  }, hatchPattern(hatch), turned, words);
  const rigid = [];
  const muscles = [];
  const ghosts = [];
  const discs = discParts(drawn.discs);
  const watcher = new ResizeObserver(([{ contentRect }]) => {
    room = [contentRect.width, contentRect.height];
    fitLetters();
  });
  let kept = null;
  let shown = frame;
  let room = [300, 500];
  for (const piece of drawn.pieces) {
    if (piece.name === 'T12') body.append(...discs.map((disc) => disc.path));
    if (piece.muscle) {
      const made = createMuscle(piece, hatch);
      muscles.push(made);
      body.append(made.root);
      if (made.label) words.append(made.label);
      if (piece.muscle === 'psoas') ghost.append(made.ghost);
      continue;
    }
    const group = pieceGroup(piece.layers);
    const frameName = piece.name.split(' ')[0];
    rigid.push([frameName, group]);
    body.append(group);
    const line = piece.layers.find(([look]) => look === 'plate-line');
    if (line) {
      const outline = makeSvg('path', { d: line[1] });
      ghosts.push([frameName, outline]);
      ghost.append(outline);
    }
  }
  const levels = Object.keys(drawn.names).map((level) => {
    const text = makeSvg('text', { class: 'pl-level' }, level);
    words.append(text);
    return [level, text];
  });
  ghost.style.display = 'none';
  watcher.observe(root);

  function paint(matrices, states, mirrored) {
    const flip = mirrored ? -1 : 1;
    setAttribute(turned, 'transform', `scale(${flip} 1)`);
    const box = widened(widened(frame, matrices), kept);
    setAttribute(root, 'viewBox', boxText(box, flip));
    shown = box;
    fitLetters();
    for (const [piece, group] of rigid) group.setAttribute('transform', matrixText(matrices[piece]));
    for (const disc of discs) disc.paint(matrices);
    for (const each of muscles) each.paint(matrices, states[each.name] ?? '', flip);
    for (const [level, text] of levels) {
      const [x, y] = placed(matrices[level], drawn.names[level]);
      setAttribute(text, 'transform', `translate(${Math.round(flip * x)} ${Math.round(y + 60)})`);
    }
  }

  /** Letters keep their size on the screen, however much a view shows: they count in its units. */
  function fitLetters() {
    const [left, top, right, bottom] = shown;
    const unit = Math.max((right - left) / room[0], (bottom - top) / room[1]);
    if (Number.isFinite(unit)) root.style.setProperty('--pl-unit', `${unit.toFixed(1)}px`);
  }

  function keep(matrices) {
    kept = matrices;
    ghost.style.display = matrices ? '' : 'none';
    if (!matrices) return;
    for (const [piece, path] of ghosts) path.setAttribute('transform', matrixText(matrices[piece]));
    for (const each of muscles) each.keep(matrices);
  }

  return { root, paint, keep, dispose: () => watcher.disconnect() };
}

/** Widen a frame (left, top, right, bottom) to what the knee of a view from the side needs. */
function widened(frame, matrices) {
  if (!matrices?.shin) return frame;
  const points = [placed(matrices.femur, [0, 4300]), placed(matrices.shin, [0, 5050]),
    placed(matrices.kneecap, [480, 3850])];
  return frame.map((edge, i) => points.reduce((now, point) => {
    const at = point[i % 2];
    return i < 2 ? Math.min(now, at - MARGIN) : Math.max(now, at + MARGIN);
  }, edge));
}

function boxText([left, top, right, bottom], flip) {
  const x = flip > 0 ? left : -right;
  return [x, top, right - left, bottom - top].map(Math.round).join(' ');
}

function createMuscle(piece, hatch) {
  const edge = makeSvg('path', { class: 'pl-edge' });
  const flesh = makeSvg('path', { class: 'pl-flesh' });
  const stripes = makeSvg('path', { class: 'pl-hatch' });
  stripes.style.fill = `url(#${hatch})`;
  const fibres = makeSvg('path', { class: 'pl-fibre' });
  const ghost = makeSvg('path', { class: 'pl-ghost-muscle' });
  const root = makeSvg('g', {}, edge, flesh, stripes, fibres);
  const named = NAMED[piece.muscle] && !(piece.muscle === 'iliacus' && piece.front > 0);
  const label = named ? makeSvg('text', {}, NAMED[piece.muscle]) : null;
  if (label) label.classList.add('pl-muscle-name');

  function lines(matrices) {
    const at = ([frame, point]) => placed(matrices[frame], point);
    const holds = piece.holds.map(at);
    const end = at(piece.end);
    return piece.strands.map((strand) => strandLine(at(strand), holds, end, piece.front));
  }

  function paint(matrices, state, flip) {
    const found = lines(matrices);
    const outline = found.map((line) => strandOutline(line, piece.shape)).join('');
    for (const path of [edge, flesh, stripes]) path.setAttribute('d', outline);
    fibres.setAttribute('d', found.map((line) => lineData(line, 0.06, 0.92)).join(''));
    setAttribute(root, 'class', `pl-muscle pl-${piece.muscle === 'tendon' ? 'tendon' : state}`);
    if (!label) return;
    const [x, y] = namePlace(piece, found);
    setAttribute(label, 'transform', `translate(${Math.round(flip * x)} ${Math.round(y)})`);
    label.style.textAnchor = piece.front * flip > 0 ? 'start' : 'end';
    setText(label, NAMED[piece.muscle]);
  }

  function keep(matrices) {
    const found = lines(matrices);
    ghost.setAttribute('d', found.map((line) => strandOutline(line, piece.shape)).join(''));
  }

  return { name: piece.muscle, root, label, ghost, paint, keep };
}

/** A muscle's name stands beside it, on the side away from the bones. */
function namePlace(piece, lines) {
  const where = {
    psoas: [piece.front > 0 ? 0 : lines.length - 1, 0.16],
    iliacus: [lines.length - 1, 0.16],
    rectus_femoris: [0, 0.5],
  };
  const [strand, share] = where[piece.muscle];
  const line = lines[strand];
  const i = Math.round(share * (line.length - 1));
  const [x, y] = line[i];
  const [dx, dy] = [line[i + 1][0] - x, line[i + 1][1] - y];
  const length = Math.hypot(dx, dy) || 1;
  const off = piece.front * 230;
  return [x + (off * dy) / length, y - (off * dx) / length + 60];
}

function discParts(discs) {
  const order = ['pelvis', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'];
  return Object.entries(discs).map(([level, corners]) => {
    const path = makeSvg('path', { class: 'pl-disc' });
    const below = order[order.indexOf(level) - 1];
    return {
      path,
      paint(matrices) {
        const [a, b] = corners.slice(0, 2).map((p) => placed(matrices[below], p));
        const [c, d] = corners.slice(2).map((p) => placed(matrices[level], p));
        path.setAttribute('d', `M${[a, b, c, d].map((p) => p.map(Math.round).join(' ')).join('L')}z`);
      },
    };
  });
}

function pieceGroup(layers) {
  const paths = layers.map(([look, d]) => {
    const classes = look.split(' ').map((word) => `pf-${word}`).join(' ');
    return makeSvg('path', { class: classes, d });
  });
  return makeSvg('g', {}, ...paths);
}

function hatchPattern(id) {
  const line = makeSvg('path', { class: 'pl-hatch-line', d: `M0 0V${HATCH_STEP}` });
  return makeSvg('defs', {}, makeSvg('pattern', {
    id, width: HATCH_STEP, height: HATCH_STEP, patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  }, line));
}

function matrixText(matrix) {
  return `matrix(${matrix.map((value, i) => value.toFixed(i < 4 ? 4 : 1)).join(' ')})`;
}

// lab_view.js
/** One view of the length lab: picture, controls, bars, and the same in words and as a table. */


const QUIET_MS = 700;
const KEY = [['long', 'longer than in standing'], ['still', 'about as in standing'],
  ['short', 'shorter (hatched)']];

/** Make a view. @param {object} lab  the payload; @param {object} actions  as for the controls */
function createLabView(lab, drawing, actions) {
  const scene = createScene(drawing, lab.shares);
  const controls = createControls(lab, actions);
  const bars = createBars(Object.entries(MUSCLES));
  const alone = createBars(aloneRows(lab),
    'The two composites join a spine to a hip. The hip models know no spine.');
  const sentence = make('p', { class: 'pl-sentence' });
  const live = make('p', { class: 'pa-live', role: 'status', 'aria-live': 'polite' });
  const rows = [...Object.entries(MUSCLES), ...aloneRows(lab)].map(([name, title]) => [name, tableRow(title)]);
  const table = make('table', { class: 'pl-table' },
    make('thead', {}, make('tr', {}, ...['Muscle', 'Change from standing', 'Band of the models',
      'Share of the fibre length, at most'].map((words) => make('th', { scope: 'col' }, words)))),
    make('tbody', {}, ...rows.map(([, row]) => row.root)));
  const picture = make('div', { class: 'pl-picture', role: 'img' },
    make('style', {}, drawing.style), scene.side, scene.front);
  const now = make('p', { class: 'pl-now', 'aria-hidden': 'true' });
  const figure = make('div', { class: 'pl-figure' }, picture, now, make('p', { class: 'pl-key' },
    ...KEY.map(([state, words]) => make('span', {},
      make('i', { class: 'pl-swatch', 'data-state': state }), words))));
  const root = make('section', {
    class: 'psoas-asking psoas-lab', role: 'region', 'aria-label': 'Muscle length lab', lang: 'en-GB',
  },
  make('div', { class: 'pl-main' }, figure, controls.root),
  make('div', { class: 'pl-told' }, sentence, bars.root),
  make('details', { class: 'pl-more', open: '' }, make('summary', {}, 'Each model alone'), alone.root),
  make('details', { class: 'pl-more' }, make('summary', {}, 'The same as a table'),
    make('div', { class: 'pl-scroll', tabindex: '0', role: 'group', 'aria-label': 'Table' }, table)),
  make('p', { class: 'pl-small pl-note' }, lab.note),
  live);
  const release = guardKeys(root, () => {});
  let timer = 0;
  let said = '';
  let keptShown = null;

  function paint({ preset, title, side, pose, figures, kept }) {
    const { bounds } = lab;
    const states = Object.fromEntries(
      Object.keys(MUSCLES).map((name) => [name, stateOf(figures[name], bounds)]));
    if (keptShown !== kept) scene.keep(kept && kept.pose);
    keptShown = kept;
    scene.paint(pose, states, side);
    controls.paint({ preset, side, pose, keptTitle: kept && kept.title });
    bars.paint(figures, kept && kept.figures, bounds);
    alone.paint(figures.alone, kept && kept.figures.alone, bounds);
    for (const [name, row] of rows) row.paint(figures[name] ?? figures.alone[name]);
    const words = poseSentence({ title, side, pose, figures, bounds, kept });
    setText(sentence, words);
    setText(now, `Psoas: ${valueWords(figures.psoas)}`);
    setAttribute(picture, 'aria-label', `Spine, pelvis and thigh bone, from the side and from the front. ${words}`);
    say(words);
  }

  /** Speak once the hand rests; the first words are those that stand there anyway. */
  function say(words) {
    if (said === words) return;
    const first = !said;
    said = words;
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => setText(live, words), QUIET_MS);
  }

  function dispose() {
    clearTimeout(timer);
    scene.dispose();
    release();
    root.remove();
  }

  return { root, paint, dispose };
}

/** Return every model's muscles as [name, title], muscle after muscle. */
function aloneRows(lab) {
  return Object.keys(MUSCLES).flatMap((muscle) => Object.keys(lab.muscles)
    .filter((name) => name.endsWith(`.${muscle}`))
    .map((name) => [name, `${MUSCLES[muscle]}: ${lab.models[name.split('.')[0]]}`]));
}

function tableRow(title) {
  const cells = [make('td', {}), make('td', {}), make('td', {})];
  const root = make('tr', {}, make('th', { scope: 'row' }, title), ...cells);

  function paint(figure) {
    const words = figure
      ? [movedWords(figure.change.value), figure.alone ? 'one model' : bandWords(figure), shareWords(figure)]
      : ['–', 'outside this model', '–'];
    words.forEach((each, i) => setText(cells[i], each));
  }

  return { root, paint };
}

// lifetime.js
/** How long a widget's thing lives: as long as its model, over all the views that come and go. */

/**
 * Make a widget's two functions around one thing; the loader calls them for each model.
 *
 * @param {function(object): {attach: function(HTMLElement): function(), dispose: function()}} create
 *   makes the thing of a model
 */
function oneForEachModel(create) {
  let made = null;
  return {
    initialize({ model }) {
      made = create(model);
      return made.dispose;
    },
    render({ el }) {
      return made.attach(el);
    },
  };
}

// lab.js
/**
 * The muscle length lab: one for each model, made in `initialize`, so that two views agree. All is
 * worked out here, without a kernel; Python is told of a pose when the hand rests.
 */


const SEND_MS = 200;
const MOVE_MS = 450;

/** Make the lab. @param {object} model  the widget's model: get, set, save_changes, on, off */
function createLab(model) {
  const lab = model.get('lab');
  const presets = Object.fromEntries(lab.presets.map((each) => [each.id, each]));
  const views = new Set();
  const waiting = [];
  let models = null;
  let drawing = null;
  let state = readState();
  let kept = null;
  let frame = 0;
  let stale = false;
  let moving = 0;
  let timer = 0;

  model.on('change:pose', hear);
  model.on('change:kept', hear);
  const ready = start();

  async function start() {
    const numbers = await unpackNumbers(model.get('numbers'));
    drawing = JSON.parse(await unpackText(model.get('drawing')));
    models = createModels(lab.muscles, lab.tables, numbers);
    kept = readKept();
    waiting.splice(0).forEach((show) => show());
  }

  function readState() {
    const { side, preset, ...pose } = model.get('pose');
    return { side, preset: preset ?? null, pose };
  }

  function readKept() {
    const value = model.get('kept');
    if (!value || !value.pose) return null;
    return { ...value, figures: figuresOf(value.pose) };
  }

  /** Python has set a pose; what a hand has set since, and is about to be sent, counts more. */
  function hear() {
    if (timer) return;
    const next = readState();
    const same = next.side === state.side && samePose(next.pose, state.pose);
    if (!same || next.preset !== state.preset) state = next;
    if (models) kept = readKept();
    draw();
  }

  function figuresOf(pose) {
    const found = models(jointsOfPose(pose));
    const alone = Object.fromEntries(Object.entries(found).map(([name, each]) =>
      [name, each && { ...joinedModels(each, null), change: whole(each.change), alone: true }]));
    return {
      psoas: joinedModels(found['composite_a.psoas'], found['composite_b.psoas']),
      iliacus: joinedModels(found['rajagopal2016.iliacus'], found['gait2392.iliacus']),
      rectus_femoris: joinedModels(
        found['rajagopal2016.rectus_femoris'], found['gait2392.rectus_femoris']),
      alone,
    };
  }

  function whole(change) {
    return { value: change, low: change, high: change };
  }

  const actions = {
    preset(id) {
      state = { ...state, preset: id };
      moveTo(presets[id].pose);
    },
    side(side) {
      change({ ...state, side });
    },
    slide(name, value) {
      const pose = withSlider(state.pose, name, value, lab.sliders[name]);
      change({ ...state, preset: null, pose });
    },
    trunk(withPelvis) {
      const pose = { ...state.pose, trunk: withPelvis ? 'with_pelvis' : 'upright' };
      change({ ...state, preset: null, pose });
    },
    free() {
      change({ ...state, preset: null, pose: withoutFixed(state.pose) });
    },
    keep() {
      kept = kept ? null : { title: titleOf(), pose: state.pose, figures: figuresOf(state.pose) };
      change(state);
    },
  };

  function titleOf() {
    if (!state.preset) return 'Own pose';
    const { group, titles } = presets[state.preset];
    return [group, titles[state.side]].filter(Boolean).join(': ');
  }

  function change(next) {
    cancelAnimationFrame(moving);
    state = next;
    draw();
    tell();
  }

  /** Go to a ready pose: in one step for those who want no movement. */
  function moveTo(goal) {
    cancelAnimationFrame(moving);
    const from = state.pose;
    const begin = performance.now();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const step = (now) => {
      const share = still ? 1 : Math.min(Math.max((now - begin) / MOVE_MS, 0), 1);
      state = { ...state, pose: share < 1 ? blended(from, goal, share * share * (3 - 2 * share)) : goal };
      paint();
      if (share < 1) moving = requestAnimationFrame(step);
      else tell();
    };
    step(begin);
  }

  /** Paint at once, and not again before the next frame. */
  function draw() {
    if (frame) {
      stale = true;
      return;
    }
    stale = false;
    paint();
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (stale) draw();
    });
  }

  function paint() {
    if (!models) return;
    const shown = { ...state, title: titleOf(), figures: figuresOf(state.pose), kept };
    for (const view of views) view.paint(shown);
  }

  function tell() {
    clearTimeout(timer);
    timer = setTimeout(send, SEND_MS);
  }

  function send() {
    timer = 0;
    const { side, preset, pose } = state;
    model.set('pose', { side, preset, ...pose });
    model.set('kept', kept ? { title: kept.title, pose: kept.pose } : {});
    model.save_changes();
  }

  /** Show the lab in an element; the function returned takes it away again. */
  function attach(element) {
    let view = null;
    let gone = false;
    const show = () => {
      if (gone) return;
      view = createLabView(lab, drawing, actions);
      views.add(view);
      element.append(view.root);
      paint();
    };
    if (models) show();
    else waiting.push(show);
    return () => {
      gone = true;
      views.delete(view);
      view?.dispose();
    };
  }

  function dispose() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    cancelAnimationFrame(moving);
    model.off('change:pose', hear);
    model.off('change:kept', hear);
    for (const view of views) view.dispose();
    views.clear();
  }

  return { attach, dispose, ready };
}

function blended(from, to, share) {
  const mix = (a, b) => a + share * (b - a);
  const pose = { trunk: to.trunk, fixed: {} };
  for (const name of SLIDERS) pose[name] = mix(from[name], to[name]);
  for (const name of Object.keys(to.fixed)) pose.fixed[name] = mix(from.fixed[name], to.fixed[name]);
  return pose;
}

/** The widget itself; the loader calls this once a model. */
function labWidget() {
  return oneForEachModel(createLab);
}

export default labWidget;
