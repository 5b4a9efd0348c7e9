/** The language server that the extension brings, for where the user has no `tlp` yet; VS Code forks it. */
import { serveIpc, serveStdio } from '@tlp/runtime/lsp/serve.js';

if (process.argv.includes('--stdio')) serveStdio();
else serveIpc();
