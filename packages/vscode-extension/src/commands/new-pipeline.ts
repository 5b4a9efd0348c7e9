/** A new document with the snippet of a whole pipeline in it, to be filled in place by place. */
import * as vscode from 'vscode';
import { languageId } from '../client/options.js';
import type { Command } from '../host.js';

/** The name of that snippet in `snippets/tlp.json`. */
export const wholePipeline = 'pipeline in two phases';

export const newPipeline: Command = {
  id: 'tlp.newPipeline',
  async run() {
    const document = await vscode.workspace.openTextDocument({ language: languageId });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('editor.action.insertSnippet', {
      langId: languageId,
      name: wholePipeline,
    });
  },
};
