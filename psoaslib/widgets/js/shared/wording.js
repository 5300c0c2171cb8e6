/** How long the psoas is, in words, as `psoaslib/mechanics/wording.py` says it of the steps. */

/**
 * Say "long", "still", "short" or "beyond" of a change in millimetres and its band.
 * @param {{change: number|null, low: number|null, high: number|null}} row  null beyond the models;
 *   low and high also where only one model reaches
 * @param {{lengthened_from: number, shortened_from: number}} bounds  from where on a change is
 *   called one, millimetres
 */
export function stateOf({ change, low, high }, bounds) {
  if (change === null) return 'beyond';
  if (change >= bounds.lengthened_from && (low === null || low > 0)) return 'long';
  if (change <= bounds.shortened_from && (high === null || high < 0)) return 'short';
  return 'still';
}

/** Round to whole millimetres by way of hundredths; halves go away from zero. */
function wholeOf(value) {
  return Math.sign(value) * Math.round(Math.round(100 * Math.abs(value)) / 100);
}

/** Say a change in a few letters: "16 mm longer". */
export function movedWords(change) {
  const whole = Math.abs(wholeOf(change));
  if (!whole) return '0 mm';
  return `${whole} mm ${change < 0 ? 'shorter' : 'longer'}`;
}

/** Say a change against standing, without its band. */
export function changeWords(change, state) {
  if (change === null) return 'no figure';
  if (state !== 'still') return `${movedWords(change)} than in standing`;
  return `about as in standing${wholeOf(change) ? `, ${movedWords(change)}` : ''}`;
}

/** Say between which changes the two models lie: "14 to 18 mm". */
export function bandWords({ low, high }) {
  if (low === null) return 'one model only';
  const [first, last] = [wholeOf(low), wholeOf(high)];
  if (first < 0 && last > 0) return `${movedWords(low)} to ${movedWords(high)}`;
  const [least, most] = [Math.abs(first), Math.abs(last)].sort((a, b) => a - b);
  return least === most ? 'both models' : `${least} to ${most} mm`;
}
