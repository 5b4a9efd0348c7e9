/** The resolved pipeline as a read-only document that follows the text it comes from. */
import { explainRequest, type ResolvedPipeline } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import { languageId } from '../client/options.js';
import type { Host } from '../host.js';
import { later } from './later.js';

const scheme = 'tlp-resolved';

/** @param source the `.tlp` document; @param pipeline which of its pipelines, the first where it is left out */
export function resolvedUri(source: vscode.Uri, pipeline: string | undefined): vscode.Uri {
  const name = source.path.replace(/^.*\//, '').replace(/\.tlp$/, '');
  const query = new URLSearchParams({
    uri: source.toString(),
    ...(pipeline === undefined ? {} : { pipeline }),
  });
  return vscode.Uri.from({ scheme, path: `/${name} (resolved)`, query: query.toString() });
}

export function registerResolvedDocuments({ context, server }: Host): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  // What a text resolves to follows from the files that it imports too.
  const refresh = later(() => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  });
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === languageId) refresh(undefined);
    }),
    server.onStale(() => refresh(undefined)),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const params = Object.fromEntries(new URLSearchParams(uri.query));
        const found = await server.request<ResolvedPipeline>(explainRequest, params);
        return (
          found?.text ?? 'There is no pipeline here that can be resolved: see the problems in the file.\n'
        );
      },
    }),
  );
}
