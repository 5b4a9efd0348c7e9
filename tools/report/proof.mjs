/**
 * `npm run proof:report`: the report of a run with 20 classes and 10,000 test images in Chromium, without a network: how large it is, how
 * soon it is there, what clicks do, and what axe-core finds; the pages of a sweep and of folds; and that of `tlp run --live`. Prints a line a check and fails if one does.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fetchPackages, launchBrowser, playwrightVersion } from '../lib/browser.mjs';
import { bundling } from '../lib/bundle.mjs';

const mostBytes = 5e6;
const { require } = await fetchPackages('report', {
  'axe-core': '4.14.1',
  'playwright-core': playwrightVersion,
});
const folder = await mkdtemp(path.join(tmpdir(), 'tlp-report-'));
const file = path.join(folder, 'report.html');
await writeFile(file, await page());

const browser = await launchBrowser(require('playwright-core'));
let failed = 0;
try {
  const tab = await (await browser.newContext({ offline: true })).newPage();
  const complaints = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  await tab.goto(pathToFileURL(file).href);
  const seconds = await tab.evaluate(() => performance.getEntriesByType('navigation')[0].duration / 1000);
  const { size } = await stat(file);
  check('it is smaller than 5 MB', size < mostBytes, `${(size / 1e6).toFixed(1)} MB`);
  console.log(`     loaded after ${seconds.toFixed(2)} s`);
  await clicks(tab);
  for (const scheme of ['light', 'dark']) await accessible(tab, scheme);
  await sideBySide();
  await live(tab);
  check('nothing is complained of', complaints.length === 0, complaints[0]);
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}
process.exitCode = failed > 0 ? 1 : 0;

function check(name, fine, note = '') {
  if (!fine) failed++;
  console.log(`${fine ? 'PASS' : 'FAIL'} ${name}${note ? `: ${note}` : ''}`);
}

async function page() {
  return (await bundled('many-mistakes.ts')).manyMistakes();
}

async function bundled(name) {
  const outdir = path.join(import.meta.dirname, '../../bench/dist/report');
  const entryPoints = [path.join(import.meta.dirname, name)];
  await build({ ...bundling, entryPoints, outdir, splitting: false });
  return import(pathToFileURL(path.join(outdir, name.replace('.ts', '.js'))).href);
}

async function clicks(tab) {
  const shown = () => tab.locator('#mistakes figure:visible').count();
  const state = tab.locator('#mistakes [role=status]');
  check('the first 24 mistakes are shown', (await shown()) === 24);
  const cell = tab.locator('.matrix button[data-cell="3,4"]');
  await cell.click();
  const names = await tab.locator('#mistakes figure:visible .right').allTextContents();
  check(
    'a cell opens its images',
    names.length > 0 && names.every((name) => name === 'class 3'),
    await state.textContent(),
  );
  const [inView] = await tab.locator('#mistakes h2').evaluateAll(([heading]) => {
    const { top, bottom } = heading.getBoundingClientRect();
    return [top >= 0 && bottom <= window.innerHeight && document.activeElement === heading];
  });
  check('the reader and the keyboard are taken to them', inView);
  await tab.locator('#mistakes button', { hasText: 'Back' }).click();
  check('and back', (await shown()) === 24);
  await tab.locator('button[data-slice="0.1"]').click();
  const parts = await tab
    .locator('#mistakes figure:visible')
    .evaluateAll((figures) => figures.map(({ dataset }) => dataset.slices));
  check(
    'a slice opens its mistakes',
    parts.length > 0 && parts.every((of) => of === '0.1'),
    await state.textContent(),
  );
  const opened = tab.locator('#mistakes figure:visible details').first();
  await opened.locator('summary').click();
  const near = await opened.locator('img').evaluateAll((all) => all.map(({ naturalWidth }) => naturalWidth));
  check(
    'a mistake shows its nearest training images',
    near.length === 3 && near.every((wide) => wide === 88),
  );
  await tab.locator('#mistakes button', { hasText: 'Back' }).click();
  await tab.locator('#mistakes input[type=search]').fill('class 7/');
  const found = await tab.locator('#mistakes figure:visible small').allTextContents();
  check(
    'a search finds files',
    found.length > 0 && found.every((id) => id.startsWith('class 7/')),
    await state.textContent(),
  );
  await tab.locator('#mistakes input[type=search]').fill('');
  await tab.locator('#mistakes input[type=checkbox]').check();
  const heat = await tab.locator('#mistakes figure:visible img.heat:visible').count();
  const plain = await tab.locator('#mistakes figure:visible > img:visible:not(.heat)').count();
  check('heatmaps take the place of the images', heat === 24 && plain === 0, `${heat} of 24`);
  await tab.locator('.pairs button').first().click();
  check('a line of the most frequent confusions opens them too', (await shown()) > 0);
}

/** The pages of a sweep and of folds, which run no script. */
async function sideBySide() {
  const { sweepPage, foldsOfBirds } = await bundled('side-by-side.ts');
  // What checks a page is a script too.
  const audited = await (await browser.newContext({ offline: true, bypassCSP: true })).newPage();
  for (const [name, text] of [
    ['sweep', sweepPage()],
    ['folds', foldsOfBirds()],
  ]) {
    const own = path.join(folder, `${name}.html`);
    await writeFile(own, text);
    await audited.goto(pathToFileURL(own).href);
    check(`the page of ${name} is there`, (await audited.locator('table').first().count()) === 1);
    for (const scheme of ['light', 'dark']) await accessible(audited, scheme, `of ${name}.html`);
  }
  await audited.context().close();
}

/** The page of `tlp run --live`, from its first epoch to the report. */
async function live(tab) {
  const { serveLive, events } = await bundled('live-run.ts');
  const page = await serveLive(0);
  await tab.context().setOffline(false);
  await tab.goto(page.address);
  for (const event of events) page.onEvent(event);
  await tab.locator('#curves svg').first().waitFor();
  check('the live page draws the curves as they come', (await tab.locator('#curves svg').count()) === 2);
  for (const scheme of ['light', 'dark']) await accessible(tab, scheme, 'of the live page');
  await page.end(file);
  await tab.locator('#mistakes').waitFor();
  await tab.locator('.matrix button[data-cell="3,4"]').click();
  check('the report takes its place and works', (await tab.locator('#mistakes figure:visible').count()) > 0);
}

async function accessible(tab, scheme, of = 'of the report') {
  await tab.emulateMedia({ colorScheme: scheme });
  await tab.evaluate(require('axe-core').source);
  const { violations } = await tab.evaluate(() => globalThis.axe.run(document));
  check(`axe-core finds nothing ${of}, ${scheme}`, violations.length === 0);
  for (const { id, help, nodes } of violations) {
    console.log(`     ${id}: ${help}; ${nodes.length} times`);
    for (const { html, failureSummary } of nodes.slice(0, 8))
      console.log(`       ${html.slice(0, 80)}: ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 220)}`);
  }
}
