/** Who gives way when a player starts: in one page, in two, and where word comes late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOthers } from '../../psoaslib/widgets/js/player/others.js';

/** Pages of one browser: `word` travels between them only when it is delivered. */
function browser({ channels = true } = {}) {
  const world = { now: 1000, word: [], stored: {} };
  const open = [];
  world.page = () => {
    const page = new EventTarget();
    open.push(page);
    page.Date = { now: () => world.now };
    page.CustomEvent = CustomEvent;
    page.localStorage = {
      setItem(key, newValue) {
        for (const other of open.filter((each) => each !== page)) {
          const event = Object.assign(new Event('storage'), { key, newValue });
          world.word.push(() => other.dispatchEvent(event));
        }
      },
    };
    page.posts = new Set();
    if (channels) {
      page.BroadcastChannel = class {
        constructor() {
          page.posts.add(this);
        }

        postMessage(data) {
          const all = open.flatMap((each) => [...each.posts]).filter((each) => each !== this);
          for (const each of all) world.word.push(() => each.onmessage?.({ data }));
        }

        close() {
          page.posts.delete(this);
        }
      };
    }
    return page;
  };
  world.deliver = () => world.word.splice(0).forEach((give) => give());
  world.player = (page) => {
    const player = { gaveWay: 0 };
    player.others = createOthers(page, () => { player.gaveWay += 1; });
    return player;
  };
  return world;
}

test('in one page the other gives way before the new one speaks', () => {
  const world = browser();
  const page = world.page();
  const [one, two] = [world.player(page), world.player(page)];
  assert.equal(one.others.claim(), true);
  assert.deepEqual([one.gaveWay, two.gaveWay], [0, 1]);
  one.others.dispose();
  assert.equal(two.others.claim(), false);
  assert.equal(one.gaveWay, 0, 'a player that is gone hears nothing');
});

for (const channels of [true, false]) {
  test(`in another page it gives way ${channels ? 'by a channel' : 'by what is stored'}`, () => {
    const world = browser({ channels });
    const [one, two] = [world.player(world.page()), world.player(world.page())];
    one.others.claim();
    world.deliver();
    world.now += 5000;
    two.others.claim();
    world.deliver();
    assert.deepEqual([one.gaveWay, two.gaveWay], [1, 1]);
  });
}

test('of two starts of which word comes late only the former gives way', () => {
  const world = browser();
  const [one, two] = [world.player(world.page()), world.player(world.page())];
  one.others.claim();
  world.now += 1;
  two.others.claim();
  world.deliver();
  assert.deepEqual([one.gaveWay, two.gaveWay], [1, 0]);
  one.others.claim();
  two.others.claim();
  world.deliver();
  assert.equal(one.gaveWay + two.gaveWay, 2, 'of two starts at one moment one gives way');
});

test('a page that may store nothing plays all the same', () => {
  const world = browser({ channels: false });
  const page = world.page();
  page.localStorage = null;
  assert.equal(world.player(page).others.claim(), false);
});
