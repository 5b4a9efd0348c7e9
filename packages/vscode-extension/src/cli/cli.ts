/** The user's `tlp`, by the settings of the folder a file lies in. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { type Cli, locate } from './locate.js';

export function cliFor(uri: vscode.Uri | undefined): Cli {
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  return locate({
    path: vscode.workspace.getConfiguration('tlp').get<string>('path') ?? '',
    folder: folder?.uri.fsPath,
    platform: process.platform,
    exists: existsSync,
  });
}
