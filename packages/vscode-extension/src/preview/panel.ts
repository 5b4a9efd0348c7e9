/** The preview beside the text: one for all files, which follows the text it was opened for. */
import { type BackboneGraph, backboneGraphRequest } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import type { Target } from '../commands/target.js';
import { later } from '../documents/later.js';
import type { Host } from '../host.js';
import { graphHtml, nothingHtml } from './graph-html.js';
import { page } from './page.js';

interface Preview {
  show(target: Target): Promise<void>;
}

let open: Preview | undefined;

export async function showPreview(host: Host, target: Target): Promise<void> {
  open ??= createPreview(host);
  await open.show(target);
}

function createPreview({ context, server }: Host): Preview {
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  const panel = vscode.window.createWebviewPanel(
    'tlp.backbone',
    'Backbone',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [media], enableFindWidget: true },
  );
  const { webview } = panel;
  const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  let target: Target | undefined;

  const draw = async (): Promise<string> => {
    if (target === undefined) return nothingHtml;
    const params = {
      uri: target.uri.toString(),
      ...(target.pipeline === undefined ? {} : { pipeline: target.pipeline }),
    };
    const graph = await server.request<BackboneGraph>(backboneGraphRequest, params);
    if (graph) panel.title = `Backbone of ${graph.pipeline}`;
    return graph ? graphHtml(graph, target.phase) : nothingHtml;
  };
  const update = later(async () => {
    await webview.postMessage({ type: 'draw', html: await draw() });
  });
  const listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() === target?.uri.toString()) update(undefined);
  });
  // A hidden page is thrown away and comes back as it was first drawn.
  panel.onDidChangeViewState(() => {
    if (panel.visible) update(undefined);
  });
  panel.onDidDispose(() => {
    listening.dispose();
    open = undefined;
  });
  return {
    async show(next) {
      target = next;
      panel.reveal(undefined, true);
      webview.html = page({
        nonce: nonce(),
        source: webview.cspSource,
        style: resource('preview.css'),
        script: resource('preview.js'),
        body: await draw(),
      });
    },
  };
}

const nonce = (): string => crypto.randomUUID().replaceAll('-', '');
