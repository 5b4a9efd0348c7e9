/** The page the preview is drawn in. Only the script and the style that are named here may run. */
export function page({
  nonce,
  source,
  style,
  script,
  body,
}: {
  readonly nonce: string;
  /** Where a webview's own resources come from. */
  readonly source: string;
  readonly style: string;
  readonly script: string;
  readonly body: string;
}): string {
  // The number of columns is written into the element's own style, hence 'unsafe-inline' for styles.
  const policy = `default-src 'none'; style-src ${source} 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Backbone</title>
</head>
<body>
  <main id="graph">${body}</main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
