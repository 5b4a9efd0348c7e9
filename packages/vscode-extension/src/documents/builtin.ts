/** `builtin:` documents: the backbones as declarations and a page for each diagnostic, as the server writes them. */
import { type BuiltinText, builtinRequest } from '@tlp/language/editor/server/requests.js';
import * as vscode from 'vscode';
import type { Host } from '../host.js';

export function registerBuiltinDocuments({ context, server }: Host): void {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider('builtin', {
      async provideTextDocumentContent(uri) {
        // VS Code writes an empty authority as none: `builtin:/backbones/…`.
        const found = await server.request<BuiltinText>(builtinRequest, { uri: `builtin://${uri.path}` });
        return found?.text ?? `There is no built-in document ${uri.path}.\n`;
      },
    }),
  );
}
