/** The README's screenshots. */
import path from 'node:path';
import { root } from '../../lib/paths.mjs';
import { after } from './workspace.mjs';

const images = path.join(root, 'docs', 'images');

export async function takePictures({ editor, workspace }) {
  const { page } = editor;
  await editor.open('flowers.tlp');
  await editor.goTo(...after(workspace.get('flowers.tlp'), 'pipeline fl'));
  await editor.command('TLP: Preview the Backbone');
  await page.waitForTimeout(2500);
  await page.screenshot({ path: path.join(images, 'editor-preview.png') });
}
