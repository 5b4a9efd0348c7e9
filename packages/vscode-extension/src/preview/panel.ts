/** The preview beside the text: one for all files, which follows the text it was opened for. */
import { type BackboneGraph, backboneGraphRequest } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import { languageId } from '../client/options.js';
import type { Target } from '../commands/target.js';
import { later } from '../documents/later.js';
import type { Host } from '../host.js';
import { mediaOf, page } from '../views/page.js';
import { graphHtml, nothingHtml } from './graph-html.js';
import { hereAt } from './here.js';
import type { FromPage, ToPage } from './messages.js';
import { jump, moveCut } from './source.js';

interface Preview {
  show(target: Target): Promise<void>;
}

let open: Preview | undefined;

export async function showPreview(host: Host, target: Target): Promise<void> {
  open ??= createPreview(host);
  await open.show(target);
}

function createPreview(host: Host): Preview {
  const { context, server } = host;
  const media = mediaOf(context);
  const panel = vscode.window.createWebviewPanel(
    'tlp.backbone',
    'Backbone',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [media], enableFindWidget: true },
  );
  const { webview } = panel;
  const send = (message: ToPage) => webview.postMessage(message);
  let target: Target | undefined;
  let graph: BackboneGraph | undefined;

  const draw = async (): Promise<string> => {
    if (target === undefined) return nothingHtml;
    const params = {
      uri: target.uri.toString(),
      ...(target.pipeline === undefined ? {} : { pipeline: target.pipeline }),
    };
    graph = await server.request<BackboneGraph>(backboneGraphRequest, params);
    if (graph) panel.title = `Backbone of ${graph.pipeline}`;
    return graph ? graphHtml(graph, target.phase) : nothingHtml;
  };
  const update = later(async () => {
    await send({ type: 'draw', html: await draw() });
    await mark(vscode.window.activeTextEditor);
  });
  const mark = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (!graph || editor?.document.languageId !== languageId) return;
    await send({ type: 'here', ...hereAt(graph, editor.document.uri.toString(), editor.selection.active) });
  };
  const listening = [
    // What is drawn follows from the files that the text imports too.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === languageId) update(undefined);
    }),
    server.onStale(() => update(undefined)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => mark(textEditor)),
    webview.onDidReceiveMessage(async (message: FromPage) => {
      if (message.type === 'cut') {
        if (target) await moveCut(host, target, message);
      } else if (graph) await jump(graph, message);
    }),
  ];
  // A hidden page is thrown away and comes back as it was first drawn.
  panel.onDidChangeViewState(() => {
    if (panel.visible) update(undefined);
  });
  panel.onDidDispose(() => {
    for (const one of listening) one.dispose();
    open = undefined;
  });
  return {
    async show(next) {
      target = next;
      panel.reveal(undefined, true);
      webview.html = page(webview, media, { name: 'preview', title: 'Backbone', body: await draw() });
    },
  };
}
