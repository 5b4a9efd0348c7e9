/** Opens the report of a run in the browser: the newest first, where there are several. */
import * as vscode from 'vscode';
import type { Command } from '../host.js';

export const openReport: Command = {
  id: 'tlp.openReport',
  async run(_host, ...args) {
    const [given] = args;
    const report = given instanceof vscode.Uri && given.path.endsWith('.html') ? given : await chosenReport();
    if (report) await vscode.env.openExternal(report);
  },
};

async function chosenReport(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/runs/*/report.html', '**/node_modules/**');
  const reports = await Promise.all(
    found.map(async (uri) => ({ uri, written: (await vscode.workspace.fs.stat(uri)).mtime })),
  );
  reports.sort((a, b) => b.written - a.written);
  if (reports.length === 0) {
    void vscode.window.showInformationMessage('There is no report in runs/ yet: run a pipeline first.');
    return undefined;
  }
  if (reports.length === 1) return reports[0]!.uri;
  const items = reports.map(({ uri, written }) => ({
    uri,
    label: uri.path.split('/').at(-2) ?? uri.path,
    description: new Date(written).toLocaleString(),
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'The report of which run?' }))?.uri;
}
