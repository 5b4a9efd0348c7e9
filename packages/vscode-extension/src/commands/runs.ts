/** The runs of the workspace, for commands that ask which one is meant. */
import * as vscode from 'vscode';

/**
 * The newest first, the only one unasked; undefined where there is none or none was chosen.
 * @param file of a run directory that must be there
 */
export async function chosenRun(
  file: 'run.json' | 'report.html',
  { question, none }: { readonly question: string; readonly none: string },
): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(`**/runs/*/${file}`, '**/node_modules/**');
  const runs = await Promise.all(
    found.map(async (uri) => ({
      run: vscode.Uri.joinPath(uri, '..'),
      written: (await vscode.workspace.fs.stat(uri)).mtime,
    })),
  );
  runs.sort((a, b) => b.written - a.written);
  if (runs.length === 0) void vscode.window.showInformationMessage(none);
  if (runs.length <= 1) return runs[0]?.run;
  const items = runs.map(({ run, written }) => ({
    run,
    label: run.path.split('/').at(-1) ?? run.path,
    description: new Date(written).toLocaleString(),
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question }))?.run;
}
