/** Curves of shares as an SVG, over a logarithmic axis. */

const [width, height] = [720, 380];
const frame = { left: 56, right: 190, top: 16, bottom: 44 };
const colors = ['#1b7837', '#5aae61', '#7fbf7b', '#b2182b', '#2166ac', '#8073ac'];

/**
 * @param {object} what
 * @param {string} what.title
 * @param {{ label: string, ticks: readonly number[], from: number, to: number }} what.across of the axis below
 * @param {{ from: number, to: number }} what.up shares, in whole tenths
 * @param {boolean} [what.stepped] whether a value holds until the next point
 * @param {readonly { name: string, points: readonly { at: number, share: number, least?: number, most?: number }[] }[]} what.curves
 */
export function chart({ title, across, up, curves, stepped = false }) {
  const [right, bottom] = [width - frame.right, height - frame.bottom];
  const x = (at) =>
    frame.left + ((right - frame.left) * Math.log(at / across.from)) / Math.log(across.to / across.from);
  const y = (share) => bottom - ((bottom - frame.top) * (share - up.from)) / (up.to - up.from);
  const tenths = Math.round(10 * (up.to - up.from));
  const steps = Array.from({ length: tenths + 1 }, (_, i) => up.from + i / 10);
  const scale = { x, y, end: stepped ? x(across.to) : null };
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...steps.map(
      (share) =>
        `<path d="M${frame.left} ${round(y(share))}H${right}" stroke="#dddddd"/><text x="${frame.left - 8}" y="${round(y(share) + 4)}" text-anchor="end">${Math.round(100 * share)}%</text>`,
    ),
    ...across.ticks
      .filter((at) => at >= across.from && at <= across.to)
      .map(
        (at) =>
          `<path d="M${round(x(at))} ${frame.top}V${bottom}" stroke="#eeeeee"/><text x="${round(x(at))}" y="${bottom + 18}" text-anchor="middle">${at}</text>`,
      ),
    `<text x="${(frame.left + right) / 2}" y="${height - 8}" text-anchor="middle">${across.label}</text>`,
    ...curves.flatMap((curve, i) => drawn(curve, i, scale)),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function drawn({ name, points }, i, { x, y, end }) {
  const color = colors[i % colors.length];
  const [start, ...rest] = points.map((point) => [round(x(point.at)), round(y(point.share))]);
  const steps = rest.map(([across, up]) => (end === null ? `L${across} ${up}` : `H${across}V${up}`));
  const path = `M${start.join(' ')}${steps.join('')}${end === null ? '' : `H${round(end)}`}`;
  const at = frame.top + 14 + 20 * i;
  const right = width - frame.right;
  return [
    `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>`,
    ...points
      .filter(({ least, most }) => least !== undefined && least < most)
      .map(
        (p) =>
          `<path d="M${round(x(p.at))} ${round(y(p.least))}V${round(y(p.most))}" stroke="${color}" stroke-width="1"/>`,
      ),
    ...points.map((p) => `<circle cx="${round(x(p.at))}" cy="${round(y(p.share))}" r="3" fill="${color}"/>`),
    `<path d="M${right + 14} ${at}h18" stroke="${color}" stroke-width="3"/><text x="${right + 38}" y="${at + 4}">${name}</text>`,
  ];
}

const round = (value) => Math.round(10 * value) / 10;
