/**
 * `npm run proof:vscode`: the packed extension in VS Code for the Web, in Chromium (CHROMIUM names another than
 * /usr/bin/chromium). Prints a line a check and fails if one does. What was typed, offered and written is told in a
 * transcript, in the temporary folder or where `--transcript` says. With `--images` it takes the screenshots of the
 * documents instead; further words are parts of the names of the checks to run.
 */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleExtension } from '../bundle.mjs';
import { extensionFiles } from '../vsix.mjs';
import { checks } from './checks.mjs';
import { openWorkbench } from './editor.mjs';
import { takeImages } from './images.mjs';
import { workbenchTools } from './install.mjs';
import { runChecks } from './run-checks.mjs';
import { serveWorkbench } from './serve.mjs';
import { typingChecks, typingTexts } from './typing/checks.mjs';
import { createTranscript } from './typing/transcript.mjs';
import { workspace as texts } from './workspace.mjs';

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    images: { type: 'boolean' },
    transcript: { type: 'string', default: path.join(tmpdir(), 'tlp-typing.txt') },
  },
});
const chosen = [...checks, ...typingChecks].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

await bundleExtension();
const { vscode, playwright } = await workbenchTools();
const workspace = new Map([...texts(), ...typingTexts]);
const server = await serveWorkbench({ vscode, extension: (await extensionFiles()).files, workspace });
const transcript = createTranscript();
const editor = await openWorkbench(playwright, server.url);
try {
  if (options.images) await takeImages({ editor, workspace });
  else if ((await runChecks(chosen, { editor, workspace, transcript, seen: server.seen })) > 0)
    process.exitCode = 1;
} finally {
  if (chosen.some((check) => typingChecks.includes(check)) && !options.images) {
    await transcript.write(options.transcript);
    console.log(`What was typed: ${options.transcript}`);
  }
  await editor.close();
  server.close();
}
