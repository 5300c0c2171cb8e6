/**
 * Replays traces through the browser's machine, so that another language can compare.
 *
 * Standard input: [{programme, commands: [[name, {mono, wall}], …]}, …] as JSON; a number in place
 * of a name is a speed of the voice.
 * Standard output: for each trace the list of states, the initial one first, then one a command.
 */
import { readFileSync } from 'node:fs';
import { initial, reduce, withSpeed } from '../../psoaslib/widgets/js/player/machine.js';

const replayed = JSON.parse(readFileSync(0, 'utf8')).map(({ programme, commands }) => {
  const states = [initial(programme)];
  for (const [name, now] of commands) {
    const state = states.at(-1);
    states.push(typeof name === 'number' ? withSpeed(state, name) : reduce(programme, state, name, now));
  }
  return states;
});

process.stdout.write(JSON.stringify(replayed));
