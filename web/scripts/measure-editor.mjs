// Measures large flows in a real browser: `node scripts/measure-editor.mjs http://127.0.0.1:8000` on an installation
// that nobody has set up. Prints one JSON object: a list of numbers by name, one for each round.
import process from 'node:process';
import { chromium } from '@playwright/test';

const [url, roundsAsked = '5'] = process.argv.slice(2);
const rounds = Number(roundsAsked);
const BIG = 2_000;
const MIDDLE = 300;
const PAN_MS = 2_000;
const WORDS = [
  'Does the light on the front of the device stay green for at least ten seconds after you switch it on?',
  'Ask the caller to open the network settings. Is the adapter shown there as connected?',
  'Does another person at the same site see the same message at the moment?',
];

/** A flow of `size` steps with three answers each, some of which join. */
function tree(size) {
  const nodes = {};
  for (let at = 0; at < size; at += 1) {
    const options = [1, 2, 3]
      .filter((answer) => 3 * at + answer < size)
      .map((answer) => ({ id: `o${answer}`, label: `Answer ${answer}`, next_id: `n${3 * at + answer}` }));
    if (options.length > 0 && at % 20 === 7)
      options.push({ id: 'join', label: 'Something else', next_id: `n${size - 1}` });
    nodes[`n${at}`] = {
      type: options.length === 0 ? 'resolution' : 'action',
      text: `${at}. ${WORDS[at % WORDS.length]}`,
      options,
    };
  }
  return { root_id: 'n0', nodes };
}

async function sent(answer) {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

async function makeFlow(request, size) {
  const headers = { origin: url };
  const flow = await sent(
    await request.post(`${url}/api/v1/flows`, {
      headers,
      data: { title: `Flow of ${size}`, tree: tree(size) },
    }),
  );
  await sent(await request.post(`${url}/api/v1/flows/${flow.id}/publish`, { headers, data: {} }));
  return flow.id;
}

/** Milliseconds from `act` until `selector` (with `words`) is there and painted. */
function until(page, act, selector, words = '') {
  return page.evaluate(
    ([click, wanted, text]) =>
      new Promise((done) => {
        const began = performance.now();
        const look = () => {
          const found = [...document.querySelectorAll(wanted)].some((one) => one.textContent.includes(text));
          if (found) requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
          else requestAnimationFrame(look);
        };
        if (click)
          [...document.querySelectorAll('button')].find((one) => one.textContent.includes(click)).click();
        look();
      }),
    [act, selector, words],
  );
}

/** Frames a second while the picture is dragged about. */
async function pan(page) {
  const box = await page.locator('.react-flow').boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(() => {
    window.frames_seen = 0;
    const count = () => {
      window.frames_seen += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const began = Date.now();
  const start = await page.evaluate(() => window.frames_seen);
  for (let step = 0; Date.now() - began < PAN_MS; step += 1) {
    const angle = step / 12;
    await page.mouse.move(middle.x + 260 * Math.sin(angle), middle.y + 160 * Math.cos(angle) - 160);
  }
  const frames = (await page.evaluate(() => window.frames_seen)) - start;
  const seconds = (Date.now() - began) / 1_000;
  await page.mouse.up();
  return frames / seconds;
}

async function picture(page, flow, found) {
  await page.goto(`${url}/flows/${flow}`);
  await page.getByRole('treeitem').first().waitFor();
  found.picture_ms.push(await until(page, 'Picture', '.react-flow__node'));
  found.pan_fps.push(await pan(page));
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.waitForTimeout(500);
  found.pan_all_fps.push(await pan(page));
}

async function outline(page, flow, found, opened) {
  await page.goto(`${url}/flows`);
  await page.getByRole('row').first().waitFor();
  await page.goto(`${url}/flows/${flow}`);
  await page.getByRole('treeitem').first().waitFor();
  found[opened].push(await until(page, 'Edit', '[aria-label="The chosen step"]'));
}

/** Milliseconds from a key in the text of a step to the outline painted with it. */
async function edits(page, name, found) {
  const field = page.getByLabel('What to do');
  await field.click();
  const times = [];
  for (let key = 0; key < 12; key += 1) {
    times.push(
      await page.evaluate(
        (letter) =>
          new Promise((done) => {
            const box = document.activeElement;
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            const began = performance.now();
            set.call(box, box.value + letter);
            box.dispatchEvent(new Event('input', { bubbles: true }));
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
          }),
        String(key % 10),
      ),
    );
    await page.waitForTimeout(60);
  }
  times.sort((one, other) => one - other);
  found[name].push(times[Math.floor(times.length / 2)]);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
const person = {
  account_name: 'Bench',
  name: 'Bench',
  email: 'bench@example.com',
  password: 'seven grey herons',
};
await sent(await context.request.post(`${url}/api/v1/setup`, { headers: { origin: url }, data: person }));
const [big, middle] = [await makeFlow(context.request, BIG), await makeFlow(context.request, MIDDLE)];
const found = {
  picture_ms: [],
  pan_fps: [],
  pan_all_fps: [],
  open_big_ms: [],
  edit_big_ms: [],
  unfold_big_ms: [],
  edit_big_unfolded_ms: [],
  open_middle_ms: [],
  edit_middle_ms: [],
};
const page = await context.newPage();
for (let round = 0; round < rounds; round += 1) {
  await picture(page, big, found);
  await outline(page, big, found, 'open_big_ms');
  await edits(page, 'edit_big_ms', found);
  found.unfold_big_ms.push(await until(page, 'Unfold all', '[role=treeitem]', `${BIG - 1}. `));
  await edits(page, 'edit_big_unfolded_ms', found);
  await outline(page, middle, found, 'open_middle_ms');
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await edits(page, 'edit_middle_ms', found);
}
await browser.close();
process.stdout.write(`${JSON.stringify(found)}\n`);
