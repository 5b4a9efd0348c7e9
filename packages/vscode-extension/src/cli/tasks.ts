/** Tasks of type `tlp`: run, check and plan for every `.tlp` file of the workspace. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.js';
import { cliFor } from './cli.js';

/** As in `tasks.json`; what it may hold stands in the manifest. */
export interface TlpTask extends vscode.TaskDefinition {
  readonly type: 'tlp';
  readonly command: 'run' | 'check' | 'plan' | 'find-rate';
  /** From the workspace folder. */
  readonly file: string;
  readonly args?: readonly string[];
}

export const taskCommands: readonly TlpTask['command'][] = ['run', 'check', 'plan'];

export function registerTasks({ context }: Host): void {
  context.subscriptions.push(
    vscode.tasks.registerTaskProvider('tlp', {
      async provideTasks() {
        const files = await vscode.workspace.findFiles('**/*.tlp', '**/node_modules/**');
        return files.flatMap((uri) => taskCommands.flatMap((command) => taskFor(command, uri) ?? []));
      },
      resolveTask: (task) =>
        typeof task.scope === 'object' ? taskIn(task.scope, task.definition as TlpTask) : undefined,
    }),
  );
}

/** Undefined for a text that is no file. */
export function taskFor(
  command: TlpTask['command'],
  uri: vscode.Uri,
  args: readonly string[] = [],
): vscode.Task | undefined {
  if (uri.scheme !== 'file') return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const file = folder ? vscode.workspace.asRelativePath(uri, false) : uri.fsPath;
  const definition: TlpTask = { type: 'tlp', command, file, ...(args.length > 0 ? { args } : {}) };
  return taskIn(folder ?? vscode.TaskScope.Workspace, definition);
}

function taskIn(
  scope: vscode.WorkspaceFolder | vscode.TaskScope.Workspace,
  definition: TlpTask,
): vscode.Task {
  const { command, file, args = [] } = definition;
  const folder = typeof scope === 'object' ? scope.uri : undefined;
  const cli = cliFor(folder);
  const words = [...cli.args, command, file, ...args].map((value) => ({
    value,
    quoting: vscode.ShellQuoting.Strong,
  }));
  const program = { value: cli.command, quoting: vscode.ShellQuoting.Strong };
  const execution = new vscode.ShellExecution(program, words, folder ? { cwd: folder.fsPath } : {});
  const task = new vscode.Task(definition, scope, `${command} ${basename(file)}`, 'tlp', execution, '$tlp');
  task.presentationOptions = { clear: true, showReuseMessage: false };
  return task;
}
