import { inspect } from './inspect.mjs';

/**
 * The organiser solves, corrects the draft by keyboard and by pointer, and publishes it after a look
 * at the difference. Returns the number of the version, 0 without one.
 */
export async function organising(tally, { organiser }) {
  const { page } = organiser;
  let version = 0;
  await tally.journey('The organiser schedules and publishes', async (step) => {
    await step('moves on to scheduling', organiser, () => moveOn(organiser));
    await step('starts a run and sees it end', organiser, () => run(organiser));
    await step('opens its draft on the board', organiser, async () => {
      await page.getByRole('link', { name: 'Open on the board' }).click();
      await organiser.heading('Board');
      await page.getByRole('grid').waitFor();
      await organiser.settled();
      await inspect(page);
    });
    await step('moves a meeting by keyboard', organiser, () => moveByKeyboard(organiser));
    await step('takes the move back and does it again', organiser, async () => {
      await page.keyboard.press('Control+z');
      await said(page, 'Undone');
      await page.keyboard.press('Control+y');
      await said(page, 'Done again');
    });
    await step('puts a dragged meeting back', organiser, () => cancelDrag(organiser));
    await step('moves a meeting by drag', organiser, () => moveByDrag(organiser));
    await step('publishes after a look at the difference', organiser, async () => {
      version = await publish(organiser);
    });
  });
  return version;
}

async function moveOn(organiser) {
  const { page } = organiser;
  await organiser.go('Overview');
  await page.getByRole('button', { name: 'Move on to Scheduling' }).click();
  const dialog = page.getByRole('dialog');
  await inspect(page);
  await dialog.getByRole('button', { name: 'Move on to Scheduling' }).click();
  await organiser.told('The event is now in the phase Scheduling.');
  await organiser.settled();
}

async function run(organiser) {
  const { page } = organiser;
  await organiser.go('Runs');
  await page.getByRole('button', { name: 'Start a run' }).click();
  const drawer = page.getByRole('complementary', { name: 'Start a run' });
  await drawer.getByLabel('Name').fill('With the late requests');
  await drawer.getByLabel('Seconds').fill('3');
  await inspect(page);
  await drawer.getByRole('button', { name: 'Start a run' }).click();
  await organiser.heading('With the late requests');
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByRole('link', { name: 'Open on the board' }).waitFor();
  await organiser.settled();
  await inspect(page);
}

/** Cells that take the held meeting, at no price or at one, and hold none. */
const takers = '[role=gridcell]:is(.fits, .costs):not(:has([data-meeting]))';

async function moveByKeyboard({ page }) {
  const meeting = await pickUp(page);
  await inspect(page);
  const grid = page.getByRole('grid');
  const goal = cellOf(await grid.locator(takers).first().getAttribute('id'));
  const here = cellOf(await grid.getAttribute('aria-activedescendant'));
  await press(page, 'ArrowDown', 'ArrowUp', goal.row - here.row);
  await press(page, 'ArrowRight', 'ArrowLeft', goal.column - here.column);
  await page.keyboard.press('Enter');
  await said(page, 'is now at');
  if ((await meetingHere(page)) !== meeting) throw new Error('the moved meeting is not where it was dropped');
}

/** A cell's row and column, which its id ends in. */
function cellOf(id) {
  const [row, column] = id.split('-').slice(-2).map(Number);
  return { row, column };
}

async function press(page, forward, back, steps) {
  for (let n = 0; n < Math.abs(steps); n++) await page.keyboard.press(steps > 0 ? forward : back);
}

/** Walks along the board's first row to a meeting that a cell takes, and holds it; then each cell says whether it takes it. */
export async function pickUp(page) {
  const grid = page.getByRole('grid');
  await grid.focus();
  const slots = Number(await grid.getAttribute('aria-colcount')) - 1;
  for (let column = 0; column < slots; column++) {
    const meeting = await meetingHere(page);
    if (meeting) {
      await page.keyboard.press('Enter');
      await said(page, 'is picked up');
      if (await grid.locator(takers).count()) return meeting;
      await putBack(page);
    }
    await page.keyboard.press('ArrowRight');
  }
  throw new Error('no meeting of the first row of the board fits elsewhere');
}

async function putBack(page) {
  await page.keyboard.press('Escape');
  await said(page, 'stays where it was');
}

/** The meeting in the cell that has the board's focus. */
function meetingHere(page) {
  return page.getByRole('grid').evaluate((grid) => {
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant'));
    return cell?.querySelector('[data-meeting]')?.getAttribute('data-meeting') ?? '';
  });
}

/** Drags a card a little and puts it back, which opens nothing. */
async function cancelDrag({ page }) {
  for await (const card of cardsInReach(page.getByRole('grid'))) {
    await dragOut(page, card);
    await cancel(page);
    if (await page.evaluate(() => location.search.includes('meeting='))) throw new Error('the meeting that was put back is opened');
    return;
  }
  throw new Error('no meeting on the board can be dragged');
}

/** Drags one card after the other out of its cell, until one can be dropped in another cell in sight. */
async function moveByDrag({ page }) {
  const grid = page.getByRole('grid');
  for await (const card of cardsInReach(grid)) {
    const meeting = await card.getAttribute('data-meeting');
    await dragOut(page, card);
    const [goal] = await inReach(grid, grid.locator(takers));
    if (!goal) {
      await cancel(page);
      continue;
    }
    const name = await goal.getAttribute('id');
    const to = await middle(goal);
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await said(page, 'is now at');
    await page.locator(`[id="${name}"] [data-meeting="${meeting}"]`).waitFor();
    return;
  }
  throw new Error('no meeting on the board fits in another cell that is in sight along with it');
}

/** Presses on the card and pulls until it is picked up. */
async function dragOut(page, card) {
  const from = await middle(card);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 4, { steps: 3 });
  await said(page, 'is picked up');
}

async function cancel(page) {
  await putBack(page);
  await page.mouse.up();
}

async function middle(of) {
  const { x, y, width, height } = await of.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** The cards that a drag can reach, along the whole board, which is scrolled to show them. */
async function* cardsInReach(board) {
  for (let left = 0, ended = false; !ended; left += 3 * 148) {
    ended = await board.evaluate(async (grid, to) => {
      grid.scrollTo(to, 0);
      await new Promise(requestAnimationFrame); // by then what came in sight is drawn
      return grid.scrollLeft + grid.clientWidth >= grid.scrollWidth;
    }, left);
    yield* await inReach(board, board.locator('[data-meeting]'));
  }
}

/** Near its edges the board scrolls by itself while a card is dragged there. */
const edge = 48;

/** Those of the cells or cards that a drag can reach without scrolling the board. */
async function inReach(board, cells) {
  const frame = await board.boundingBox();
  const head = await board.getByRole('columnheader').first().boundingBox(); // the corner
  const seen = [];
  for (const cell of await cells.all()) {
    const { x, y } = await middle(cell);
    const beside = x >= head.x + head.width + edge && x <= frame.x + frame.width - edge;
    if (beside && y >= head.y + head.height + edge && y <= frame.y + frame.height - edge) seen.push(cell);
  }
  return seen;
}

/** Waits until the board has said it, for those who listen to it. */
async function said(page, words) {
  const voice = page.locator('[aria-live=assertive]');
  await voice.getByText(words).waitFor().catch(async (error) => {
    throw new Error(`${error.message}\nthe board said: ${await voice.textContent()}`);
  });
}

async function publish(organiser) {
  const { page } = organiser;
  await page.getByRole('link', { name: 'Prepare publishing' }).click();
  await organiser.heading('Publish');
  const button = page.getByRole('main').getByRole('button', { name: /^Publish version \d+$/ }).first();
  const words = await button.textContent();
  await organiser.settled();
  await inspect(page);
  await page.getByRole('radio', { name: 'Who is told' }).check();
  await page.getByText('Margaux Urtubie').waitFor();
  await inspect(page);
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: words.trim() }).click();
  const version = Number(words.match(/\d+/)[0]);
  await organiser.told(`Version ${version} is published`);
  await organiser.settled();
  await inspect(page);
  return version;
}
