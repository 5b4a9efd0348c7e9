import * as vscode from 'vscode';
import { targetOf } from '../commands/target.js';
import type { Host } from '../host.js';
import { type TlpTask, taskFor } from './tasks.js';

/** Saves the file a command is about and runs `tlp` on it in a terminal, problems into the Problems view. */
export async function runTask(
  host: Host,
  command: TlpTask['command'],
  args: readonly unknown[],
  options: readonly string[] = [],
): Promise<void> {
  const target = await targetOf(host, args);
  if (target === undefined) return;
  if (!(await saved(target.uri))) return;
  const named = target.pipeline === undefined ? [] : ['--pipeline', target.pipeline];
  const task = taskFor(command, target.uri, [...(command === 'check' ? [] : named), ...options]);
  if (task) await vscode.tasks.executeTask(task);
}

/** `tlp` reads the disk, so what is in the editor goes there first; false where the user would not save it. */
export async function saved(uri: vscode.Uri): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save())) return false;
  if (uri.scheme === 'file') return true;
  void vscode.window.showInformationMessage('Save the file to a disk first: tlp runs outside the editor.');
  return false;
}
