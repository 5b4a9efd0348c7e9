import * as vscode from 'vscode';
import { resolvedUri } from '../documents/resolved.js';
import type { Command } from '../host.js';
import { targetOf } from './target.js';

export const showResolved: Command = {
  id: 'tlp.showResolved',
  async run(host, ...args) {
    const target = await targetOf(host, args);
    if (target === undefined) return;
    const document = await vscode.workspace.openTextDocument(resolvedUri(target.uri, target.pipeline));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  },
};
