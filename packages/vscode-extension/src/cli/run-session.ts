/** One `tlp run`: its process, its terminal, its entry in the status bar. */
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { cliFor } from './cli.js';
import { failedToStart } from './missing.js';
import { after, lineSplitter, nothingYet, parseLine, statusText, statusTooltip } from './progress.js';

export interface RunSession {
  show(): void;
  /** As Ctrl-C: the run can go on later. */
  stop(): void;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

export function startRun(uri: vscode.Uri, args: readonly string[]): RunSession {
  const cwd = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
  const status = vscode.window.createStatusBarItem('tlp.run', vscode.StatusBarAlignment.Left);
  status.name = 'TLP Run';
  status.command = 'tlp.showRun';
  const write = new vscode.EventEmitter<string>();
  const close = new vscode.EventEmitter<number>();
  let child: ChildProcess | undefined;
  const stop = () => child?.kill('SIGINT');
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
  const open = () => {
    redraw();
    child = spawnTlp(uri, ['run', uri.fsPath, '--json', ...args], cwd);
    const lines = lineSplitter((line) => {
      const event = parseLine(line);
      if (event === undefined) return;
      progress = after(progress, event);
      redraw();
    });
    child.stdout?.setEncoding('utf8').on('data', lines);
    // What people read goes to stderr; a terminal wants carriage returns too.
    child.stderr?.setEncoding('utf8').on('data', (text: string) => write.fire(text.replaceAll('\n', '\r\n')));
    child.on('error', () => {
      failedToStart(cliFor(uri).command);
      end(2);
    });
    child.on('close', (code) => end(code ?? 2));
  };
  const end = (code: number) => {
    child = undefined;
    status.dispose();
    write.fire(`\r\n${ending(code)}\r\n`);
    close.fire(code);
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
  return { show: () => terminal.show(), stop, ended };
}

function spawnTlp(uri: vscode.Uri, args: readonly string[], cwd: string): ChildProcess {
  const cli = cliFor(uri);
  const words = [...cli.args, ...args].map((word) => (cli.shell ? `"${word}"` : word));
  return spawn(cli.shell ? `"${cli.command}"` : cli.command, words, { cwd, shell: cli.shell });
}

const ending = (code: number): string =>
  code === 0
    ? 'Done.'
    : code === 130
      ? 'Stopped. It can go on: TLP: Go On with the Last Run.'
      : `Ended with ${code}.`;

async function offerReport(run: string, text: string): Promise<void> {
  const open = 'Open Report';
  const said = text.replace(/^\$\(\S+\) /, '');
  if ((await vscode.window.showInformationMessage(`Trained ${said}`, open)) === open) {
    await vscode.commands.executeCommand('tlp.openReport', vscode.Uri.file(join(run, 'report.html')));
  }
}
