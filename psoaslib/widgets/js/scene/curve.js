/**
 * Smooth curves through rows of numbers that swing beyond none of them: monotone cubics, as SciPy's
 * `PchipInterpolator` draws them (Fritsch and Butland 1984).
 */

/**
 * @param {Float64Array} at  rising
 * @param {Float64Array} values  row after row, `wide` numbers each
 * @param {number} wide
 * @returns {{at: Float64Array, values: Float64Array, slopes: Float64Array, wide: number}}
 */
export function createCurve(at, values, wide) {
  const slopes = new Float64Array(values.length);
  const last = at.length - 1;
  const gap = (k) => at[k + 1] - at[k];
  for (let column = 0; column < wide; column += 1) {
    const rise = (k) => (values[(k + 1) * wide + column] - values[k * wide + column]) / gap(k);
    for (let k = 1; k < last; k += 1) {
      const before = rise(k - 1);
      const after = rise(k);
      if (before * after <= 0) continue;
      const one = 2 * gap(k) + gap(k - 1);
      const other = gap(k) + 2 * gap(k - 1);
      slopes[k * wide + column] = (one + other) / (one / before + other / after);
    }
    slopes[column] = endSlope(gap(0), rise(0), last > 1 ? gap(1) : 0, last > 1 ? rise(1) : 0);
    slopes[last * wide + column] = endSlope(
      gap(last - 1), rise(last - 1), last > 1 ? gap(last - 2) : 0, last > 1 ? rise(last - 2) : 0,
    );
  }
  return { at, values, slopes, wide };
}

/** The slope at an end, from the gap and rise there and the next ones; straight where there is one. */
function endSlope(near, own, far, next) {
  if (far === 0) return own;
  const found = ((2 * near + far) * own - near * next) / (near + far);
  if (found * own <= 0) return 0;
  return own * next <= 0 && Math.abs(found) > 3 * Math.abs(own) ? 3 * own : found;
}

/**
 * @param {Float64Array} out  `wide` numbers
 * @param {object} curve
 * @param {number} place  held within the curve
 */
export function curveAt(out, { at, values, slopes, wide }, place) {
  const there = Math.min(at[at.length - 1], Math.max(at[0], place));
  let k = 0;
  while (k < at.length - 2 && at[k + 1] <= there) k += 1;
  const gap = at[k + 1] - at[k];
  const t = (there - at[k]) / gap;
  const a = (1 + 2 * t) * (1 - t) * (1 - t);
  const b = t * (1 - t) * (1 - t) * gap;
  const c = t * t * (3 - 2 * t);
  const d = t * t * (t - 1) * gap;
  for (let column = 0, i = k * wide, j = i + wide; column < wide; column += 1, i += 1, j += 1) {
    out[column] = a * values[i] + b * slopes[i] + c * values[j] + d * slopes[j];
  }
}
