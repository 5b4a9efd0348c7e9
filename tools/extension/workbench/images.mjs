/** The screenshots of the README and of docs/vscode.md. */
import path from 'node:path';
import sharp from 'sharp';
import { root } from '../../lib/paths.mjs';
import { eventually } from './editor.mjs';
import { after } from './workspace.mjs';

/** Long enough for what fades in to be there. */
const settled = 1200;

export async function takeImages({ editor, workspace }) {
  const { page } = editor;
  const at = async (file, words) => {
    await editor.open(file);
    await page.waitForTimeout(settled);
    await editor.goTo(...after(workspace.get(file), words));
  };
  const shown = (selector) =>
    eventually({ what: `expected ${selector}`, holds: (n) => n > 0 }, () => page.locator(selector).count());

  await at('flowers.tlp', 'pipeline fl');
  await editor.command('TLP: Preview the Backbone');
  await editor.press('Control+b');
  await page.waitForTimeout(2 * settled);
  await take(page, 'editor.png');
  await editor.press('Control+b');
  await editor.closeAll();

  await at('cut.tlp', 'pipeline fl');
  await editor.press('Control+b');
  await page.locator('.codelens-decoration a', { hasText: 'Last run' }).first().click();
  await page.waitForTimeout(2 * settled);
  await take(page, 'editor-run.png', { x: 48, y: 0, width: 1192, height: 780 });
  await editor.press('Control+b');
  await editor.closeAll();

  await at('properties.tlp', 'epochs: 5\n      ');
  await editor.press('Control+b');
  await editor.press('Control+Space');
  await shown('.suggest-widget.visible .monaco-list-row');
  // Once more shows what is said of the choice.
  await editor.press('Control+Space');
  await page.waitForTimeout(settled);
  await take(page, 'editor-completion.png', { x: 48, y: 420, width: 980, height: 190 });
  await editor.press('Escape');
  await editor.press('Control+b');
  await editor.closeAll();

  await at('flowers.tlp', '..blo');
  await editor.press('Control+b');
  await editor.press('Control+k');
  await editor.press('Control+i');
  await shown('.monaco-hover:visible');
  await page.waitForTimeout(settled);
  await take(page, 'editor-hover.png', { x: 48, y: 220, width: 860, height: 320 });
  await editor.press('Escape');
  await editor.press('Control+b');
  await editor.closeAll();

  await at('mistake.tlp', 'dropout(2');
  await editor.press('Control+b');
  await editor.press('Control+.');
  await shown('.action-widget .monaco-list-row');
  await page.waitForTimeout(settled);
  await take(page, 'editor-fix.png', { x: 48, y: 330, width: 860, height: 230 });
}

/** @param clip the part of the window, all of it where it is left out */
async function take(page, name, clip) {
  const image = await page.screenshot(clip ? { clip } : {});
  const file = path.join(root, 'docs', 'images', name);
  await sharp(image).png({ palette: true, colours: 128, compressionLevel: 9 }).toFile(file);
}
