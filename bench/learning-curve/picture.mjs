/** The learning curves of a result as an SVG: accuracy on held-out mails, against labels. */
import { chart } from '../lib/chart.mjs';

/** @param samples of each contestant, one a seed: their mean, and the least and the most of them */
export function picture({ samples }) {
  const curves = Object.entries(samples).map(([name, rounds]) => ({
    name,
    points: rounds[0].points.map(({ labels }, i) => {
      const shares = rounds.map(({ points }) => points[i].test);
      const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
      return { at: labels, share, least: Math.min(...shares), most: Math.max(...shares) };
    }),
  }));
  const all = curves.flatMap(({ points }) => points);
  const labels = [...new Set(all.map(({ at }) => at))];
  return chart({
    title: 'Accuracy on held-out mails against labels',
    across: {
      label: 'labels',
      ticks: labels,
      from: 0.9 * Math.min(...labels),
      to: 1.1 * Math.max(...labels),
    },
    up: { from: Math.floor(10 * Math.min(...all.map(({ least }) => least))) / 10, to: 1 },
    curves,
  });
}
