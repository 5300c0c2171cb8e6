/** The tags of every plate lie beside what they name, inside the picture, none on another. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { nearestOf, placeTags } from '../../psoaslib/widgets/js/labelling/tags.js';

const FOLDER = new URL('../../images/anatomy/', import.meta.url);
const PLATES = readdirSync(FOLDER).filter((name) => name.endsWith('.spots.json'));
/** In pixels of a small screen: the picture's width, a tag of two words, and of one figure. */
const SHOWN = 340;
const NAME = [150, 24];
const FIGURE = [20, 24];
/** How far a name may lie from the place that its line leads to. */
const NEAR = 90;

for (const file of PLATES) {
  const { frame, spots } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const [left, top, width, height] = frame;
  const unit = width / SHOWN;
  const tagOf = ([name, { at, shapes }], [wide, high] = NAME) => (
    { name, at, shapes, number: wide < 30, size: [wide * unit, high * unit] });

  function boxesOf(tags) {
    return placeTags(tags, frame, unit).map((corner, k) => {
      const box = [...corner, ...tags[k].size];
      assert.ok(box[0] >= left && box[1] >= top, tags[k].name);
      assert.ok(box[0] + box[2] <= left + width && box[1] + box[3] <= top + height, tags[k].name);
      return box;
    });
  }

  const apart = (one, other) => one[0] + one[2] < other[0] || other[0] + other[2] < one[0]
    || one[1] + one[3] < other[1] || other[1] + other[3] < one[1];

  test(`${file}: two names lie near what they name, apart, and hide neither place`, () => {
    const listed = Object.entries(spots);
    listed.forEach((wrong, k) => {
      const tags = [tagOf(wrong), tagOf(listed[(k + 1) % listed.length])];
      const boxes = boxesOf(tags);
      assert.ok(apart(...boxes), wrong[0]);
      tags.forEach(({ at, name }, j) => {
        const [x, y] = nearestOf(boxes[j], at);
        const off = Math.hypot(x - at[0], y - at[1]) / unit;
        assert.ok(off > 0 && off <= NEAR, `${name} lies ${off} pixels off`);
      });
    });
  });

  test(`${file}: the numbers of all spots lie apart`, () => {
    const boxes = boxesOf(Object.entries(spots).map((each) => tagOf(each, FIGURE)));
    boxes.forEach((one, k) => boxes.slice(k + 1).forEach((other) => assert.ok(apart(one, other))));
  });
}
