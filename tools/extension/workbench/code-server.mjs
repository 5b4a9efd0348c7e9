/**
 * VS Code's own server with an extension host in Node, out of the npm package `code-server`. Its native parts are
 * compiled here, so a C++ compiler and Node's headers are needed.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { nodeModules } from '../../lib/paths.mjs';
import { must } from '../../lib/run.mjs';

/** Of VS Code 1.93: the nearest to 1.91 that npm has, for Node 20. */
const version = '4.93.1';
const home = path.join(nodeModules, '.cache', 'tlp-code-server');
const vscode = path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
/** Without these, the extension host does not start, has no terminals, or goes on when its server has ended. */
const native = ['node-pty', 'native-watchdog', '@parcel/watcher', '@vscode/spdlog'];
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];

/** Some bring a compiled part for this computer, so only a try tells. */
const loads = (name) =>
  spawnSync(process.execPath, ['--eval', `require('${name}')`], { cwd: vscode }).status === 0;

export async function installCodeServer() {
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), JSON.stringify({ private: true }));
  const all = native.map((name) => path.join(vscode, 'node_modules', name));
  if (!all.every((folder) => existsSync(folder))) {
    await must('npm', ['install', ...quiet, `code-server@${version}`], { cwd: home });
    await must('npm', ['install', ...quiet, '--omit=dev', '--legacy-peer-deps'], { cwd: vscode });
  }
  // Node's own headers lie beside it; node-gyp would download them. A user's own npm settings may forbid scripts.
  const prefix = path.dirname(path.dirname(await realpath(process.execPath)));
  const settings = ['--silent', '--ignore-scripts=false', `--nodedir=${prefix}`];
  for (const name of native) {
    if (loads(name)) continue;
    await must('npm', ['rebuild', ...settings, name], { cwd: vscode });
    if (!loads(name)) throw new Error(`npm rebuild left ${name} without its native part, in ${vscode}`);
  }
}

/** @param folder where its data and extensions go; the `.vsix` is installed as a user would */
export async function serveCodeServer({ folder, workspace, extension }) {
  const main = createRequire(import.meta.url)(path.join(vscode, 'out', 'server-main.js'));
  const server = await main.loadCodeWithNls();
  const options = {
    _: [],
    'accept-server-license-terms': true,
    'without-connection-token': true,
    'disable-telemetry': true,
    'disable-workspace-trust': true,
    compatibility: '1.64',
    'extensions-dir': path.join(folder, 'extensions'),
    'user-data-dir': path.join(folder, 'user'),
    'server-data-dir': path.join(folder, 'data'),
    'default-folder': workspace,
    log: ['error'],
  };
  const handler = await server.createServer(null, {
    ...options,
    'install-extension': [extension],
    'start-server': true,
  });
  const http = createServer((request, response) => handler.handleRequest(request, response));
  http.on('upgrade', (request, socket) => handler.handleUpgrade(request, socket));
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${http.address().port}/?folder=${encodeURIComponent(workspace)}` };
}
