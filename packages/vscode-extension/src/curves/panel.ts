/** The curves of a run beside the text: one view for all runs, which follows the run it was opened for. */
import { runCurvesRequest } from '@tlp/language/editor/server/requests.js';
import type { RunCurves } from '@tlp/language/run/curves.js';
import { curvesHtml, noRunHtml } from '@tlp/runtime/report/run-curves.js';
import * as vscode from 'vscode';
import { soon } from '../documents/later.js';
import type { Host } from '../host.js';
import { mediaOf, page } from '../views/page.js';
import { liveRun } from './live.js';

interface CurvesView {
  show(run: vscode.Uri): Promise<void>;
  update(): void;
}

let open: CurvesView | undefined;

liveRun.onChange(() => open?.update());

export async function showCurves(host: Host, run: vscode.Uri): Promise<void> {
  open ??= createView(host);
  await open.show(run);
}

function createView({ context, server }: Host): CurvesView {
  const media = mediaOf(context);
  const panel = vscode.window.createWebviewPanel(
    'tlp.curves',
    'Run',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [media] },
  );
  const { webview } = panel;
  let run: vscode.Uri | undefined;

  const draw = async (): Promise<string> => {
    if (run === undefined) return noRunHtml;
    const read = await server.request<RunCurves>(runCurvesRequest, { uri: run.toString() });
    if (!read) return noRunHtml;
    const live = liveRun.directory();
    const curves = live !== undefined && vscode.Uri.file(live).path === run.path ? liveRun.goOn(read) : read;
    panel.title = `Run of ${curves.pipeline}`;
    return curvesHtml(curves);
  };
  const update = soon(async () => {
    await webview.postMessage({ type: 'draw', html: await draw() });
  });
  const listening = server.onStale(update);
  // A hidden page is thrown away and comes back as it was first drawn.
  panel.onDidChangeViewState(() => {
    if (panel.visible) update();
  });
  panel.onDidDispose(() => {
    listening.dispose();
    open = undefined;
  });
  return {
    update,
    async show(next) {
      run = next;
      panel.reveal(undefined, true);
      webview.html = page(webview, media, { name: 'curves', title: 'Run', body: await draw() });
    },
  };
}
