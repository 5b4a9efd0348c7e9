/** What the checks do in the workbench, by keyboard as a user would. */
import { launchBrowser } from '../../lib/browser.mjs';

/** How long anything may take, in milliseconds: a start on a slow computer, a worker's first answer. */
const patience = 20_000;

export async function openWorkbench(playwright, url) {
  const browser = await launchBrowser(playwright);
  const page = await browser.newPage({ viewport: { width: 1240, height: 800 } });
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || process.env.DEBUG_PROOF) complaints.push(message.text());
  });
  await page.goto(url);
  try {
    await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 20_000 });
  } catch (error) {
    await page.screenshot({ path: 'proof-start.png' });
    throw new Error(`The workbench shows no files.\n${complaints.join('\n')}`, { cause: error });
  }
  return { page, complaints, close: () => browser.close(), ...actions(page) };
}

function actions(page) {
  const press = (key) => page.keyboard.press(key);
  const pick = async (text) => {
    const input = page.locator('.quick-input-widget input:visible').first();
    await input.waitFor({ timeout: patience });
    await input.fill(text);
    await page.waitForTimeout(250);
    await press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: patience });
  };
  return {
    press,
    type: (text) => page.keyboard.type(text, { delay: 30 }),
    async command(title) {
      await press('F1');
      await pick(`>${title}`);
    },
    async open(file) {
      await page.locator('.explorer-viewlet .monaco-list-row', { hasText: file }).first().dblclick();
      await page.locator('.tab.active', { hasText: file }).waitFor({ timeout: patience });
      await page.locator('.editor-group-container.active .view-line').first().waitFor({ timeout: patience });
    },
    /** Line and column from 1. */
    async goTo(line, column) {
      await press('Control+g');
      await pick(`:${line}:${column}`);
    },
    save: () => press('Control+s'),
    /** The keyboard from a page beside it back to a text. */
    async focusText(file) {
      await page.locator('.tab', { hasText: file }).first().click();
      await page.locator('.editor-group-container.active .view-line').first().waitFor({ timeout: patience });
    },
    async closeAll() {
      await press('Control+s');
      await page.waitForTimeout(200);
      await press('F1');
      await pick('>View: Close All Editors');
    },
    /** The visible lines as they are drawn, hints included. */
    lines: async () =>
      (await page.locator('.editor-group-container.active .view-line').allInnerTexts()).map((line) =>
        line.replaceAll('\u00a0', ' '),
      ),
    /** Colours by word, of the visible lines. */
    colours: () =>
      page.evaluate(() => {
        const spans = [
          ...document.querySelectorAll('.editor-group-container.active .view-line > span > span'),
        ];
        return spans.map((span) => [span.textContent.trim(), getComputedStyle(span).color]);
      }),
  };
}

/** Waits for what a check expects, and says what was there instead. */
export async function eventually(expected, probe, limit = patience) {
  const end = Date.now() + limit;
  let last;
  do {
    last = await probe();
    if (expected.holds(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 150));
  } while (Date.now() < end);
  throw new Error(`${expected.what}; there was ${JSON.stringify(last)?.slice(0, 400)}`);
}

/** Of a text, or of lines. */
export const containing = (words) => ({
  what: `expected "${words}"`,
  holds: (text) => (Array.isArray(text) ? text.join('\n') : (text ?? '')).includes(words),
});

/** The page of a view that shows something. */
export async function frameWith(page, selector) {
  for (const frame of page.frames()) {
    const found = await frame
      .locator(selector)
      .count()
      .catch(() => 0);
    if (found > 0) return frame;
  }
  return undefined;
}
