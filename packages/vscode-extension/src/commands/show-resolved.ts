import * as vscode from 'vscode';
import { resolvedUri } from '../documents/resolved.js';
import type { Command } from '../host.js';
import { askedTarget } from './target.js';

export const showResolved: Command = {
  id: 'tlp.showResolved',
  async run(_host, ...args) {
    const target = askedTarget(args);
    if (target === undefined) return;
    const document = await vscode.workspace.openTextDocument(resolvedUri(target.uri, target.pipeline));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  },
};
