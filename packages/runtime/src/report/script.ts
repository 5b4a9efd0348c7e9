/** What moves on the page: values under the pointer in the charts, and sorting by a column. Runs as it stands. */
export const script = `
for (const chart of document.querySelectorAll('.chart')) {
  const svg = chart.querySelector('svg'), tip = chart.querySelector('.tip'), cursor = chart.querySelector('.cursor');
  const points = JSON.parse(chart.dataset.points);
  const hide = () => { tip.style.visibility = cursor.style.visibility = 'hidden'; };
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale;
    const near = points.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a), points[0]);
    if (!near) return;
    cursor.setAttribute('x1', near.x); cursor.setAttribute('x2', near.x);
    tip.textContent = near.text;
    tip.style.visibility = cursor.style.visibility = 'visible';
    const left = near.x / scale + 10;
    tip.style.left = (left + tip.offsetWidth > box.width ? left - tip.offsetWidth - 20 : left) + 'px';
    tip.style.top = '8px';
  });
}
for (const table of document.querySelectorAll('table.sortable')) {
  table.querySelectorAll('th button').forEach((button, column) => {
    let down = true;
    button.addEventListener('click', () => {
      const body = table.tBodies[0];
      // Numbers stand as keys, -Infinity for none; words are compared as people sort them.
      const key = (row) => row.cells[column].dataset.key;
      const text = (row) => row.cells[column].textContent;
      const order = (a, b) => key(a) === undefined
        ? text(a).localeCompare(text(b), undefined, { numeric: true })
        : key(a) === key(b) ? 0 : Number(key(a)) - Number(key(b));
      const rows = [...body.rows].sort((a, b) => order(a, b) * (down ? -1 : 1));
      down = !down;
      body.append(...rows);
    });
  });
}
`;
