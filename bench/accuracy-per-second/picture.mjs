/** The curves of a result as an SVG: the best accuracy of validation by then, against seconds. */
import { chart } from '../lib/chart.mjs';

const ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** @param samples of each contestant, one a seed; the first seed's are drawn */
export function picture({ samples }) {
  const curves = Object.entries(samples).map(([name, [{ points }]]) => ({ name, points: bestSoFar(points) }));
  const all = curves.flatMap(({ points }) => points);
  const seconds = all.map(({ at }) => at);
  return chart({
    title: 'Accuracy of validation against wall time',
    across: { label: 'seconds', ticks, from: 0.8 * Math.min(...seconds), to: 1.15 * Math.max(...seconds) },
    up: { from: 0, to: Math.ceil(10 * Math.max(...all.map(({ share }) => share)) + 0.5) / 10 },
    curves,
    stepped: true,
  });
}

function bestSoFar(points) {
  let best = 0;
  return points.map(({ seconds, validation }) => {
    best = Math.max(best, validation);
    return { at: seconds, share: best };
  });
}
