import * as vscode from 'vscode';
import type { Command } from '../host.js';
import { cliFor } from './cli.js';

export const doctor: Command = {
  id: 'tlp.doctor',
  async run() {
    const { command, args } = cliFor(vscode.workspace.workspaceFolders?.[0]?.uri);
    const execution = new vscode.ShellExecution(command, [...args, 'doctor']);
    const definition = { type: 'shell' };
    const task = new vscode.Task(definition, vscode.TaskScope.Workspace, 'doctor', 'tlp', execution, []);
    await vscode.tasks.executeTask(task);
  },
};
