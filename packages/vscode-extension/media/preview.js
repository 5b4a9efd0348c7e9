/** Runs in the preview: draws what the extension sends and keeps open what was open. */
const graph = document.getElementById('graph');

const blocks = () => [...graph.querySelectorAll('details')];

addEventListener('message', ({ data }) => {
  if (data.type !== 'draw') return;
  const opened = new Set(
    blocks()
      .filter((block) => block.open)
      .map((block) => block.dataset.block),
  );
  const focused = document.activeElement?.closest('details')?.dataset.block;
  graph.innerHTML = data.html;
  for (const block of blocks()) {
    block.open = opened.has(block.dataset.block);
    if (block.dataset.block === focused) block.querySelector('summary').focus();
  }
});

graph.addEventListener('click', ({ target }) => {
  const action = target.dataset?.action;
  if (action) for (const block of blocks()) block.open = action === 'expand';
});

// Enter and Space open a block by themselves; the arrows go from one to the next.
graph.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = blocks().map((block) => block.querySelector('summary'));
  const at = rows.indexOf(document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  rows[at + step]?.focus();
});
