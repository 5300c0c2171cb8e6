/** Unpack films as the player does: base64 of gzipped films in, their frames and path data out. */
import { readFileSync } from 'node:fs';
import { pathData, unpackFilm } from '../../psoaslib/widgets/js/film.js';

const packed = JSON.parse(readFileSync(0, 'utf8'));
const films = await Promise.all(packed.map((text) => unpackFilm(Buffer.from(text, 'base64'))));
console.log(JSON.stringify(films.map((film) => ({
  header: film.header,
  frames: film.frames.map((layers) => layers.map(({ look, layer }) => (
    [film.header.looks[look], pathData(film, layer)]
  ))),
}))));
