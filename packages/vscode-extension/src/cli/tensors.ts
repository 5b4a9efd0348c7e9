/** What a weight file holds, asked of the user's `tlp`: the server's own readers are those that fit into an extension. */
import { execFile } from 'node:child_process';
import type { TensorsResult } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import { cliFor } from './cli.js';
import { readTensors } from './read-tensors.js';

/** In milliseconds, and bytes of JSON. */
const patience = 60_000;
const longest = 64 << 20;

/** Null in a folder that is not trusted, where there is no `tlp`, and of what is no weight file. */
export function tensorsOf(file: vscode.Uri): Promise<TensorsResult | null> {
  if (!vscode.workspace.isTrusted || file.scheme !== 'file') return Promise.resolve(null);
  const { command, args, shell } = cliFor(file);
  const quoted = (word: string) => (shell ? `"${word}"` : word);
  const words = [...args, 'weights', file.fsPath, '--format', 'json'].map(quoted);
  return new Promise((resolve) => {
    const options = { shell, timeout: patience, maxBuffer: longest };
    execFile(quoted(command), words, options, (error, out) => resolve(error ? null : readTensors(out)));
  });
}
