import * as vscode from 'vscode';

/** Says that there is no such command, and what can be done about it. */
export function failedToStart(command: string): void {
  const settings = 'Say Where It Is';
  const help = 'How to Install It';
  void vscode.window
    .showErrorMessage(`There is no command "${command}" on this computer.`, settings, help)
    .then(async (choice) => {
      if (choice === settings)
        await vscode.commands.executeCommand('workbench.action.openSettings', 'tlp.path');
      if (choice === help) {
        await vscode.commands.executeCommand(
          'workbench.action.openWalkthrough',
          'tlp.tlp-vscode#start',
          false,
        );
      }
    });
}
