/**
 * Plays programmes from start to end and tells what is said when.
 *
 * Standard input: [{programme, speed}, …] as JSON. Standard output: for each a list of [ms, text].
 */
import { readFileSync } from 'node:fs';
import { initial, reduce, totalMs } from '../../psoaslib/widgets/js/player/machine.js';
import { announcements } from '../../psoaslib/widgets/js/player/programme.js';

const TICK_MS = 100;

function play({ programme, speed }) {
  const said = [];
  let state = initial(programme, speed);
  const send = (command, ms) => {
    const before = state;
    state = reduce(programme, before, command, { mono: ms, wall: ms });
    for (const { text } of announcements(programme, before, state)) said.push([ms, text]);
  };
  send('start', 0);
  for (let ms = TICK_MS; ms < totalMs(programme, state) + TICK_MS; ms += TICK_MS) send('tick', ms);
  return said;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(play)));
