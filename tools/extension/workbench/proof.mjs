/**
 * `npm run proof:vscode`: the packed extension in VS Code for the Web, in Chromium (CHROMIUM names another than
 * /usr/bin/chromium). Prints a line a check and fails if one does. With `--images` it takes the screenshots of the
 * documents instead; further words are parts of the names of the checks to run.
 */
import { bundleExtension } from '../bundle.mjs';
import { extensionFiles } from '../vsix.mjs';
import { checks } from './checks.mjs';
import { openWorkbench } from './editor.mjs';
import { takeImages } from './images.mjs';
import { workbenchTools } from './install.mjs';
import { runChecks } from './run-checks.mjs';
import { serveWorkbench } from './serve.mjs';
import { workspace as texts } from './workspace.mjs';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = checks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

await bundleExtension();
const { vscode, playwright } = await workbenchTools();
const workspace = texts();
const server = await serveWorkbench({ vscode, extension: (await extensionFiles()).files, workspace });
const editor = await openWorkbench(playwright, server.url);
try {
  if (process.argv.includes('--images')) await takeImages({ editor, workspace });
  else if ((await runChecks(chosen, { editor, workspace })) > 0) process.exitCode = 1;
} finally {
  await editor.close();
  server.close();
}
