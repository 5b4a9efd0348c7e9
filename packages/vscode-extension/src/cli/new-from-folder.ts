/** `tlp new`: looks at a folder of images and writes a first pipeline for it. */
import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Command } from '../host.js';
import { cliFor } from './cli.js';
import { failedToStart } from './missing.js';

export const newFromFolder: Command = {
  id: 'tlp.newFromFolder',
  async run(_host, ...args) {
    const folder = args[0] instanceof vscode.Uri ? args[0] : await askFolder();
    if (folder === undefined) return;
    const home = vscode.workspace.getWorkspaceFolder(folder)?.uri.fsPath ?? dirname(folder.fsPath);
    const file = join(home, `${basename(folder.fsPath)}.tlp`);
    if (await write(folder.fsPath, file, home)) await vscode.window.showTextDocument(vscode.Uri.file(file));
  },
};

async function askFolder(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: 'Look at These Images',
    title: 'A folder with one folder of images per class',
  });
  return chosen?.[0];
}

function write(folder: string, file: string, cwd: string): Promise<boolean> {
  const { command, args, shell } = cliFor(vscode.Uri.file(folder));
  const quoted = (text: string) => (shell ? `"${text}"` : text);
  const words = [...args, 'new', quoted(folder), '--out', quoted(file)];
  return new Promise((resolve) => {
    execFile(quoted(command), words, { cwd, shell }, (error, _out, err) => {
      if (error === null) resolve(true);
      else {
        if (error.code === 'ENOENT') failedToStart(command);
        else void vscode.window.showErrorMessage(err.trim().split('\n')[0] || error.message);
        resolve(false);
      }
    });
  });
}
