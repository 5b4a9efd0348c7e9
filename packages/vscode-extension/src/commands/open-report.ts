/** Opens the report of a run: in the browser, or in the editor where the browser can't see the file. */
import * as vscode from 'vscode';
import type { Command } from '../host.js';
import { chosenRun } from './runs.js';
import { uriOf } from './target.js';

export const openReport: Command = {
  id: 'tlp.openReport',
  async run(_host, ...args) {
    const given = uriOf(args[0]);
    const report = given?.path.endsWith('.html') ? given : await chosenReport();
    if (!report) return;
    // A file of another computer, or of the editor's own file system, is none to the browser.
    const seen = report.scheme === 'file' && vscode.env.remoteName === undefined;
    if (seen) await vscode.env.openExternal(report);
    else await showReport(report);
  },
};

async function chosenReport(): Promise<vscode.Uri | undefined> {
  const run = await chosenRun('report.html', {
    question: 'Which run’s report?',
    none: 'There is no report in runs/ yet. Run a pipeline first.',
  });
  return run && vscode.Uri.joinPath(run, 'report.html');
}

/** A report is one file, which says itself what may run in it. */
async function showReport(report: vscode.Uri): Promise<void> {
  const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(report));
  const panel = vscode.window.createWebviewPanel('tlp.report', 'Report', vscode.ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = page;
}
