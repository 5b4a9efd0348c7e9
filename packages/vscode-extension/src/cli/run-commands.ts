/** Run, stop, go on, show: one run at a time, as they would take each other's processors. */
import * as vscode from 'vscode';
import { targetOf, uriOf } from '../commands/target.js';
import type { Command, Host } from '../host.js';
import { type RunSession, startRun } from './run-session.js';
import { saved } from './run-task.js';

let current: RunSession | undefined;
/** Its terminal can be read until the next run. */
let last: RunSession | undefined;

async function begin(host: Host, args: readonly unknown[], options: readonly string[]): Promise<void> {
  const target = await targetOf(host, args);
  if (target === undefined || !(await saved(target.uri))) return;
  if (current) {
    current.show();
    void vscode.window.showInformationMessage('A run is going on. Stop it first, or wait for its end.');
    return;
  }
  const named = target.pipeline === undefined ? [] : ['--pipeline', target.pipeline];
  const session = startRun(target.uri, [...named, ...options]);
  last?.dispose();
  current = session;
  last = session;
  await running(true);
  await session.ended;
  current = undefined;
  await running(false);
}

const running = (value: boolean) => vscode.commands.executeCommand('setContext', 'tlp.running', value);

export const run: Command = { id: 'tlp.run', run: (host, ...args) => begin(host, args, []) };
export const resume: Command = {
  id: 'tlp.resume',
  run(host, ...args) {
    // A lens names the run directory; without it the newest is meant.
    const run = uriOf(args[3]);
    return begin(host, args, ['--resume', ...(run ? ['--out', run.fsPath] : [])]);
  },
};
export const stop: Command = { id: 'tlp.stop', run: async () => current?.stop() };
export const showRun: Command = { id: 'tlp.showRun', run: async () => current?.show() };
