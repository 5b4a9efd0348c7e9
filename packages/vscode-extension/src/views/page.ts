/** The page a view is drawn in. Only the script and the style that are named here may run. */
import * as vscode from 'vscode';
import { html } from './text.js';

/** Files of the extension that a page may load. */
export const mediaOf = ({ extensionUri }: vscode.ExtensionContext): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'media');

/** @param name of the style and the script in `media`; `view.css` is every view's */
export function page(
  webview: vscode.Webview,
  media: vscode.Uri,
  { name, title, body }: { readonly name: string; readonly title: string; readonly body: string },
): string {
  const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, file)).toString();
  const styles = ['view.css', `${name}.css`].map(
    (file) => `<link rel="stylesheet" href="${resource(file)}">`,
  );
  const script = resource(`${name}.js`);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  // The number of columns is written into the element's own style, hence 'unsafe-inline' for styles.
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  ${styles.join('\n  ')}
  <title>${html(title)}</title>
</head>
<body>
  <main id="view">${body}</main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
