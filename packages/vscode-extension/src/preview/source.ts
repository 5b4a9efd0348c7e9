/** From the preview into the text, and its clicks into edits of the text. */
import {
  type BackboneGraph,
  type MovedFreezeCut,
  moveFreezeCutRequest,
} from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import type { Location } from 'vscode-languageserver-protocol';
import { rangeOf } from '../client/convert.js';
import type { Target } from '../commands/target.js';
import type { Host } from '../host.js';
import type { FromPage } from './messages.js';

/** Writes the new cut into the text, where Ctrl+Z takes it back; or says why that can't be. */
export async function moveCut(
  { server }: Host,
  { uri, pipeline }: Target,
  { phase, after }: Extract<FromPage, { type: 'cut' }>,
): Promise<void> {
  const params = { uri: uri.toString(), ...(pipeline === undefined ? {} : { pipeline }), phase, after };
  const moved = await server.request<MovedFreezeCut>(moveFreezeCutRequest, params);
  if (moved === undefined) return;
  if ('refusal' in moved) {
    void vscode.window.showInformationMessage(moved.refusal);
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  // Someone typed meanwhile: the next click means the text as it is then.
  if (document.version !== moved.version && moved.version !== 0) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, rangeOf(moved.edit.range), moved.edit.newText);
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showInformationMessage(`${vscode.workspace.asRelativePath(uri)} can't be changed.`);
    return;
  }
  // So that it is seen what was written; the keyboard stays in the preview.
  await show({ uri: uri.toString(), range: moved.edit.range }, true);
}

export async function jump(
  graph: BackboneGraph,
  { kind, name, index }: Extract<FromPage, { type: 'show' }>,
): Promise<void> {
  const block = graph.blocks.find((one) => one.name === name);
  const found = {
    block,
    layer: block?.layers[index],
    phase: graph.phases.find((one) => one.name === name),
  }[kind];
  const [place] = found?.places ?? [];
  if (place) await show(place, false);
}

/** In the editor that has the text already, else in the first column: the preview stands beside it. */
async function show({ uri, range }: Location, stay: boolean): Promise<void> {
  const target = vscode.Uri.parse(uri);
  const open = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === target.toString(),
  );
  const start = rangeOf(range).start;
  const editor = await vscode.window.showTextDocument(target, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus: stay,
    ...(stay ? {} : { selection: new vscode.Range(start, start) }),
  });
  editor.revealRange(rangeOf(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
