/** Runs in the view of a run's curves: draws what the extension sends, and shows the values under the pointer. */
const view = document.getElementById('view');

addEventListener('message', ({ data }) => {
  if (data.type !== 'draw') return;
  view.innerHTML = data.html;
});

view.addEventListener('pointermove', ({ target, clientX }) => {
  for (const tip of view.querySelectorAll('.tip, .cursor')) tip.style.visibility = 'hidden';
  const svg = target.closest('svg');
  const chart = svg?.closest('.chart');
  if (!chart) return;
  const points = JSON.parse(chart.dataset.points);
  const box = svg.getBoundingClientRect();
  const scale = svg.viewBox.baseVal.width / box.width;
  const x = (clientX - box.left) * scale;
  const near = points.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
  if (!near) return;
  const cursor = chart.querySelector('.cursor');
  const tip = chart.querySelector('.tip');
  cursor.setAttribute('x1', near.x);
  cursor.setAttribute('x2', near.x);
  tip.textContent = near.text;
  const left = near.x / scale + 10;
  tip.style.left = `${left + tip.offsetWidth > box.width ? left - tip.offsetWidth - 20 : left}px`;
  tip.style.visibility = 'visible';
  cursor.style.visibility = 'visible';
});
