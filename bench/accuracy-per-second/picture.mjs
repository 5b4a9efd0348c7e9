/** The curves of a result as an SVG: the best accuracy of validation by then, against seconds on a logarithmic scale. */

const [width, height] = [720, 380];
const frame = { left: 56, right: 190, top: 16, bottom: 44 };
const colors = ['#1b7837', '#5aae61', '#7fbf7b', '#b2182b', '#2166ac', '#8073ac'];
const ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** @param samples of each contestant, one a seed; the first seed's are drawn */
export function picture({ samples }) {
  const curves = Object.entries(samples).map(([name, [{ points }]]) => ({ name, points: bestSoFar(points) }));
  const all = curves.flatMap(({ points }) => points);
  const [first, last] = [0.8 * Math.min(...all.map(secondsOf)), 1.15 * Math.max(...all.map(secondsOf))];
  const most = Math.ceil(10 * Math.max(...all.map(({ validation }) => validation)) + 0.5) / 10;
  const x = (seconds) =>
    frame.left + ((width - frame.left - frame.right) * Math.log(seconds / first)) / Math.log(last / first);
  const y = (share) => height - frame.bottom - ((height - frame.top - frame.bottom) * share) / most;
  const steps = Array.from({ length: Math.round(10 * most) + 1 }, (_, i) => i / 10);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>Accuracy of validation against wall time</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...steps.map(
      (share) =>
        `<path d="M${frame.left} ${round(y(share))}H${width - frame.right}" stroke="#dddddd"/><text x="${frame.left - 8}" y="${round(y(share) + 4)}" text-anchor="end">${Math.round(100 * share)}%</text>`,
    ),
    ...ticks
      .filter((seconds) => seconds >= first && seconds <= last)
      .map(
        (seconds) =>
          `<path d="M${round(x(seconds))} ${frame.top}V${height - frame.bottom}" stroke="#eeeeee"/><text x="${round(x(seconds))}" y="${height - frame.bottom + 18}" text-anchor="middle">${seconds}</text>`,
      ),
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 8}" text-anchor="middle">seconds</text>`,
    ...curves.flatMap(({ name, points }, i) =>
      curve(name, points, { color: colors[i % colors.length], x, y, last, i }),
    ),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function curve(name, points, { color, x, y, last, i }) {
  const [start, ...rest] = points;
  const steps = rest.map(({ seconds, validation }) => `H${round(x(seconds))}V${round(y(validation))}`);
  const path = `M${round(x(start.seconds))} ${round(y(start.validation))}${steps.join('')}H${round(x(last))}`;
  const at = frame.top + 14 + 20 * i;
  return [
    `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>`,
    ...points.map(
      (p) => `<circle cx="${round(x(p.seconds))}" cy="${round(y(p.validation))}" r="3" fill="${color}"/>`,
    ),
    `<path d="M${width - frame.right + 14} ${at}h18" stroke="${color}" stroke-width="3"/><text x="${width - frame.right + 38}" y="${at + 4}">${name}</text>`,
  ];
}

function bestSoFar(points) {
  let best = 0;
  return points.map(({ seconds, validation }) => {
    best = Math.max(best, validation);
    return { seconds, validation: best };
  });
}

const secondsOf = ({ seconds }) => seconds;
const round = (value) => Math.round(10 * value) / 10;
