/** One `tlp run`: its process, its terminal, its entry in the status bar. */
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { liveRun } from '../curves/live.js';
import { cliFor } from './cli.js';
import { failedToStart } from './missing.js';
import { after, nothingYet, statusText, statusTooltip } from './progress.js';
import { type RunProcess, runProcess } from './run-process.js';

export interface RunSession {
  show(): void;
  /** As Ctrl-C: the run can go on later. */
  stop(): void;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** Closes the terminal. */
  dispose(): void;
}

export function startRun(uri: vscode.Uri, args: readonly string[]): RunSession {
  const cwd = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
  const status = vscode.window.createStatusBarItem('tlp.run', vscode.StatusBarAlignment.Left);
  status.name = 'TLP Run';
  status.command = 'tlp.showCurves';
  const write = new vscode.EventEmitter<string>();
  let process: RunProcess | undefined;
  const stop = () => process?.stop();
  let finish: () => void;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });

  let progress = nothingYet(vscode.workspace.asRelativePath(uri, false));
  const redraw = () => {
    status.text = statusText(progress);
    status.tooltip = statusTooltip(progress);
    status.show();
  };
  // A terminal wants carriage returns too.
  const say = (text: string) => write.fire(text.replaceAll('\n', '\r\n'));
  const open = () => {
    redraw();
    const cli = cliFor(uri);
    process = runProcess(cli, [uri.fsPath, ...args], cwd, {
      event(line) {
        progress = after(progress, line);
        liveRun.tell(line);
        redraw();
      },
      text: say,
      missing: () => failedToStart(cli.command),
      end,
    });
  };
  const end = (code: number) => {
    process = undefined;
    liveRun.end();
    status.dispose();
    say(`\n${ending(code)}\n`);
    finish();
    if (progress.finished && progress.run !== undefined) void offerReport(progress.run, statusText(progress));
  };

  const terminal = vscode.window.createTerminal({
    name: 'tlp run',
    iconPath: new vscode.ThemeIcon('play'),
    pty: {
      onDidWrite: write.event,
      open,
      close: stop,
      handleInput: (text: string) => {
        if (text === '\x03') stop();
      },
    },
  });
  terminal.show(true);
  return { show: () => terminal.show(), stop, ended, dispose: () => terminal.dispose() };
}

const ending = (code: number): string =>
  code === 0
    ? 'Done.'
    : code === 130
      ? 'Stopped. To continue, use TLP: Resume the Last Run.'
      : `Ended with ${code}.`;

async function offerReport(run: string, text: string): Promise<void> {
  const open = 'Open Report';
  const said = text.replace(/^\$\(\S+\) /, '');
  if ((await vscode.window.showInformationMessage(`Trained ${said}`, open)) === open) {
    await vscode.commands.executeCommand('tlp.openReport', vscode.Uri.file(join(run, 'report.html')));
  }
}
