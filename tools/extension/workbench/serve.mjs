/** Serves the workbench, the extension as it is shipped, and a workspace that lives in this process. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * Browsers take every name below localhost for this computer. Workbench and webviews are of one site, as a page of
 * another site may not have the service worker that a webview needs.
 */
const site = 'proof.localhost';
const host = `code.${site}`;

const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * @param vscode folder of VS Code for the Web
 * @param extension the extension's files by path
 * @param workspace texts by path; the editor's saves are written back into it
 * @returns `seen`: text, cursors, selected texts and mistakes of the active editor as they are now
 */
export async function serveWorkbench({ vscode, extension, workspace }) {
  const html = await workbenchPage(vscode);
  const helper = path.join(import.meta.dirname, 'files-extension');
  let port;
  /** The newest word of the helper on what the active editor holds. */
  let seen = { count: 0, text: '', cursors: [], selected: [], mistakes: [] };
  const server = createServer(async (request, response) => {
    // The workbench writes some addresses with two slashes at the start, which would name a host.
    const { pathname } = new URL(request.url.replace(/^\/+/, '/'), 'http://localhost');
    const send = (body, type) => {
      // Webviews have origins of their own.
      response.setHeader('access-control-allow-origin', '*');
      if (type) response.setHeader('content-type', type);
      response.end(body);
    };
    try {
      if (pathname === '/') return send(html, 'text/html');
      if (pathname === '/product.json') return send(JSON.stringify(product(port)), 'application/json');
      if (pathname === '/workspace') return send(JSON.stringify([...workspace.keys()]), 'application/json');
      if (pathname === '/seen') {
        const said = JSON.parse(await bodyOf(request));
        if (said.count > seen.count) seen = said;
        return send('');
      }
      const [, where, name] =
        /^\/(workspace|tlp|files-extension)\/(.+)$/.exec(decodeURIComponent(pathname)) ?? [];
      const type = types[path.extname(name ?? pathname)];
      if (where === 'workspace' && request.method === 'PUT') {
        workspace.set(name, await bodyOf(request));
        return send('');
      }
      if (where === 'workspace' && workspace.has(name)) return send(workspace.get(name), 'text/plain');
      if (where === 'tlp' && extension.has(name)) return send(extension.get(name), type);
      if (where === 'files-extension') return send(await readFile(path.join(helper, name)), type);
      if (where === undefined) return send(await readFile(path.join(vscode, pathname)), type);
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error;
    }
    if (process.env.DEBUG_PROOF) console.log('404', pathname);
    response.statusCode = 404;
    send('');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = server.address().port;
  return { url: `http://${host}:${port}/`, seen: () => seen, close: () => server.close() };
}

async function workbenchPage(vscode) {
  const page = await readFile(
    path.join(vscode, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.html'),
    'utf8',
  );
  return page
    .replaceAll('{{WORKBENCH_WEB_BASE_URL}}', '')
    .replace('{{WORKBENCH_WEB_CONFIGURATION}}', '')
    .replace('{{WORKBENCH_AUTH_SESSION}}', '');
}

/** No marketplace, no telemetry; extension hosts run in a frame of the same origin as nothing else is named. */
const product = (port) => ({
  productConfiguration: {
    nameShort: 'Code',
    nameLong: 'Code',
    applicationName: 'code',
    dataFolderName: '.code',
    version: '1.91.1',
    extensionEnabledApiProposals: {},
  },
  folderUri: { scheme: 'proof', path: '/flowers' },
  additionalBuiltinExtensions: ['/tlp', '/files-extension'].map((folder) => ({
    scheme: 'http',
    authority: `${host}:${port}`,
    path: folder,
  })),
  // Each webview has its own origin.
  webviewEndpoint: `http://{{uuid}}.${site}:${port}/out/vs/workbench/contrib/webview/browser/pre/`,
  configurationDefaults: {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.layoutControl.enabled': false,
    'window.commandCenter': false,
    'security.workspace.trust.enabled': false,
    'editor.minimap.enabled': false,
    'editor.cursorBlinking': 'solid',
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.fontSize': 13,
  },
});

async function bodyOf(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
