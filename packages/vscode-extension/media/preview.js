/** Runs in the preview: draws what the extension sends, keeps open what was open, and tells of clicks. */
const vscode = acquireVsCodeApi();
const graph = document.getElementById('view');

const blocks = () => [...graph.querySelectorAll('details')];

addEventListener('message', ({ data }) => {
  if (data.type === 'draw') draw(data.html);
  if (data.type === 'here') mark(data);
});

function draw(html) {
  const opened = new Set(
    blocks()
      .filter((block) => block.open)
      .map((block) => block.dataset.block),
  );
  const focused = document.activeElement;
  const row = focused?.closest('details')?.dataset.block;
  const { phase } = focused?.dataset ?? {};
  graph.innerHTML = html;
  for (const block of blocks()) {
    block.open = opened.has(block.dataset.block);
    if (block.dataset.block !== row) continue;
    const cell = [...block.querySelectorAll('.state')].find((one) => one.dataset.phase === phase);
    (cell ?? block.querySelector('summary')).focus();
  }
}

/** What the cursor in the text stands on. */
function mark({ blocks: names, phase }) {
  for (const block of blocks()) block.classList.toggle('here', names.includes(block.dataset.block));
  for (const column of graph.querySelectorAll('[data-column]')) {
    column.classList.toggle('marked', column.dataset.column === phase);
  }
  graph.querySelector('details.here')?.scrollIntoView({ block: 'nearest' });
}

graph.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  // The row that it stands in would unfold.
  event.preventDefault();
  const { action, after, phase, show, name, index } = button.dataset;
  if (action) for (const block of blocks()) block.open = action === 'expand';
  if (after !== undefined) vscode.postMessage({ type: 'cut', phase, after: after === '' ? null : after });
  if (show) vscode.postMessage({ type: 'show', kind: show, name, index: Number(index ?? 0) });
});

// Enter and Space open a block by themselves; the arrows go from row to row, and along a row from cell to cell.
graph.addEventListener('keydown', (event) => {
  const rows = [...graph.querySelectorAll('.row.image, summary')];
  const active = document.activeElement;
  const row = rows.findIndex((one) => one.contains(active));
  if (row < 0) return;
  const stops = (one) => [one, ...one.querySelectorAll('button')].filter((stop) => stop.tabIndex >= -1);
  const column = stops(rows[row]).indexOf(active);
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
  if (down === 0 && right === 0) return;
  event.preventDefault();
  const next = rows[row + down];
  if (next) stops(next)[Math.max(0, column + right)]?.focus();
});
