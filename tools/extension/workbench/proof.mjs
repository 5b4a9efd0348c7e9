/**
 * `npm run proof:vscode`: the packed extension in VS Code for the Web, in Chromium (CHROMIUM names another than
 * /usr/bin/chromium). Prints a line a check and fails if one does. With `--pictures` it takes the README's screenshots;
 * further words are parts of the names of the checks to run.
 */
import { bundleExtension } from '../bundle.mjs';
import { extensionFiles } from '../vsix.mjs';
import { checks } from './checks.mjs';
import { openWorkbench } from './editor.mjs';
import { workbenchTools } from './install.mjs';
import { takePictures } from './pictures.mjs';
import { serveWorkbench } from './serve.mjs';
import { workspace as texts } from './workspace.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = checks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const pictures = process.argv.includes('--pictures');

await bundleExtension();
const { vscode, playwright } = await workbenchTools();
const workspace = texts();
const server = await serveWorkbench({ vscode, extension: (await extensionFiles()).files, workspace });
const editor = await openWorkbench(playwright, server.url);
let failed = 0;
try {
  for (const { name, run } of pictures ? [] : chosen) {
    const notes = [];
    try {
      await run({ editor, workspace, say: (note) => notes.push(note) });
      console.log(`PASS ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${error.message}`);
      await editor.page.screenshot({ path: `proof-${failed}.png` });
    }
    for (const note of notes) console.log(`     ${note}`);
    await editor.press('Escape');
    await editor.closeAll();
  }
  if (pictures) await takePictures({ editor, workspace });
  if (failed > 0)
    for (const text of editor.complaints.slice(0, 10)) console.log(`console: ${text.slice(0, 300)}`);
} finally {
  await editor.close();
  server.close();
}
console.log(pictures ? 'Wrote docs/images.' : `${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
