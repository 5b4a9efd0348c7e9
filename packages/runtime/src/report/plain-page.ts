/** A page of its own for what stands beside the reports of single runs: it runs no script and asks for nothing. */
import { type Html, html, trusted } from './html.js';
import { style } from './style.js';

export interface PlainPage {
  readonly title: string;
  /** Style sheet, in addition to that of the report. */
  readonly ownStyle?: string;
  readonly heading: string;
  readonly description: string;
  readonly sections: readonly (Html | null)[];
  /** Its last line. */
  readonly footer: string;
}

export const plainPage = ({
  title,
  ownStyle = '',
  heading,
  description,
  sections,
  footer,
}: PlainPage): string =>
  html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(style + ownStyle)}</style>
</head>
<body>
<main>
<header>
<h1>${heading}</h1>
<p class="soft">${description}</p>
</header>
${sections}
<footer>${footer}</footer>
</main>
</body>
</html>
`.markup;
