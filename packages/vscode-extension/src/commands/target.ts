/** What a command is about: from a lens `(uri, pipeline, phase)`, from a menu `(uri)`, else the editor's cursor. */
import { type PipelineName, pipelinesRequest } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import { languageId } from '../client/options.js';
import type { Host } from '../host.js';

export interface Target {
  readonly uri: vscode.Uri;
  /** Named where the file has several. */
  readonly pipeline?: string;
  readonly phase?: string;
}

/** Undefined where there is nothing to act on, which the user is told. */
export async function targetOf(host: Host, args: readonly unknown[]): Promise<Target | undefined> {
  const [first, pipeline] = args;
  const phase = phaseOf(args);
  const uri = uriOf(first) ?? focused()?.document.uri;
  if (uri === undefined) {
    void vscode.window.showInformationMessage('Open a .tlp file first.');
    return undefined;
  }
  const named = typeof pipeline === 'string' ? pipeline : await pipelineAtCursor(host, uri);
  return {
    uri,
    ...(named === undefined ? {} : { pipeline: named }),
    ...(phase === undefined ? {} : { phase }),
  };
}

/** The phase that a lens names. */
export function phaseOf([, , phase]: readonly unknown[]): string | undefined {
  return typeof phase === 'string' ? phase : undefined;
}

/** A URI as a command gets it, from a menu or from the server. */
export function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  return typeof value === 'string' ? vscode.Uri.parse(value) : undefined;
}

function focused(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === languageId ? editor : undefined;
}

/** Undefined where the file has but one, which needs no name. */
async function pipelineAtCursor({ server }: Host, uri: vscode.Uri): Promise<string | undefined> {
  const editor = focused();
  const cursor = editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line : 0;
  const all =
    (await server.request<readonly PipelineName[]>(pipelinesRequest, { uri: uri.toString() })) ?? [];
  return all.length > 1 ? chosenPipeline(all, cursor) : undefined;
}

/** The last one that starts at or above the line, else the first. */
export const chosenPipeline = (all: readonly PipelineName[], line: number): string | undefined =>
  (all.findLast((pipeline) => pipeline.line <= line) ?? all[0])?.name;
