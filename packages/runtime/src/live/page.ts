/** The page that shows a run while it trains: it asks for nothing but the events of its own server. */
import { html, trusted } from '../report/html.js';
import { script } from '../report/script.js';
import { style } from '../report/style.js';

/** For the header of the answer. The report that takes the page's place at the end has one of its own, which is stricter. */
export const policy =
  "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const ownStyle = `
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 22px; margin-bottom: 22px; }
.state { color: var(--soft); } .nothing { color: var(--soft); }
`;

/** Runs as it stands. Events are `curves` and `report` with HTML, `doing` with a line, and `ended` with a line. */
const ownScript = `
const curves = document.querySelector('#curves'), events = new EventSource('/events');
const say = (text) => {
  const state = curves.querySelector('[role=status]');
  if (state) state.textContent = text;
};
const draw = () => {${script}};
const hear = (name, act) => events.addEventListener(name, ({ data }) => act(JSON.parse(data)));
hear('curves', (page) => { curves.innerHTML = page; draw(); });
hear('doing', say);
hear('ended', (text) => { events.close(); say(text); });
hear('report', (page) => {
  events.close();
  document.open();
  document.write(page);
  document.close();
});
events.addEventListener('error', () => say('tlp does not answer. The run was ended, or the computer sleeps.'));
draw();
`;

/** @param curves as `curvesHtml` draws them */
export const livePage = (pipeline: string, curves: string): string =>
  html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${pipeline} — TLP, live</title>
<style>${trusted(style + ownStyle)}</style>
</head>
<body>
<main id="curves">${trusted(curves)}</main>
<script>${trusted(ownScript)}</script>
</body>
</html>
`.markup;
