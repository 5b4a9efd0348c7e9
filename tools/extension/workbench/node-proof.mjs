/**
 * `npm run proof:vscode:node`: the `.vsix` installed into VS Code's own server, whose extension host is a Node process,
 * in Chromium. Prints a line a check and fails if one does. Needs a C++ compiler the first time, and `npm run build`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleExtension } from '../bundle.mjs';
import { vsix } from '../vsix.mjs';
import { installCodeServer, serveCodeServer } from './code-server.mjs';
import { openWorkbench } from './editor.mjs';
import { workbenchTools } from './install.mjs';
import { nodeChecks } from './node-checks.mjs';
import { writeWorkspace } from './node-workspace.mjs';
import { runChecks } from './run-checks.mjs';

await bundleExtension();
const { playwright } = await workbenchTools();
await installCodeServer();
const folder = await mkdtemp(path.join(tmpdir(), 'tlp-code-server-'));
const workspace = path.join(folder, 'flowers');
const extension = path.join(folder, 'tlp.vsix');
await writeWorkspace(workspace);
await writeFile(extension, await vsix());
let failed = nodeChecks.length;
let editor;
try {
  const { url } = await serveCodeServer({ folder, workspace, extension });
  editor = await openWorkbench(playwright, url);
  failed = await runChecks(nodeChecks, { editor });
} catch (error) {
  console.error(error);
} finally {
  await editor?.close();
  await rm(folder, { recursive: true, force: true });
}
// The server keeps connections of its own, and catches what nobody else did.
process.exit(failed === 0 ? 0 : 1);
