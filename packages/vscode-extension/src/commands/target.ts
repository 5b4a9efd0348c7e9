/** What a command is about: from a lens `(uri, pipeline)`, from a menu `(uri)`, else the editor with the focus. */
import * as vscode from 'vscode';
import { languageId } from '../client/options.js';

export interface Target {
  readonly uri: vscode.Uri;
  readonly pipeline?: string;
}

export function targetOf([first, second]: readonly unknown[]): Target | undefined {
  const uri = uriOf(first) ?? focused();
  if (uri === undefined) return undefined;
  return typeof second === 'string' ? { uri, pipeline: second } : { uri };
}

/** Like {@link targetOf}, telling the user where there is nothing to act on. */
export function askedTarget(args: readonly unknown[]): Target | undefined {
  const target = targetOf(args);
  if (target === undefined) void vscode.window.showInformationMessage('Open a .tlp file first.');
  return target;
}

function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  return typeof value === 'string' ? vscode.Uri.parse(value) : undefined;
}

function focused(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId ? document.uri : undefined;
}
