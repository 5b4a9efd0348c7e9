/** Predictions as they come, in the three formats of `tlp predict`. */
import { relative } from 'node:path';
import type { ImagePrediction } from '../train/predict.js';
import { percent } from '../units.js';
import type { Context } from './command.js';
import { csvRow } from './csv.js';

interface PredictionWriter {
  start(): void;
  add(prediction: ImagePrediction): void;
  end(): void;
}

/** @param top how many classes the text shows of each image */
export function predictionWriter(
  format: 'text' | 'json' | 'csv',
  classes: readonly string[],
  top: number,
  { out, colors: c, cwd }: Pick<Context, 'out' | 'colors' | 'cwd'>,
): PredictionWriter {
  const near = (path: string) => {
    const shown = relative(cwd, path);
    return shown.startsWith('..') ? path : shown;
  };
  const nothing = () => undefined;
  switch (format) {
    case 'csv':
      return {
        start: () => out.write(csvRow(['path', 'class', 'probability', ...classes])),
        add: ({ path, predicted, probabilities }) =>
          out.write(csvRow([near(path), classes[predicted]!, probabilities[predicted]!, ...probabilities])),
        end: nothing,
      };
    case 'json': {
      let first = true;
      return {
        start: () => out.write('{"predictions": ['),
        add({ path, predicted, probabilities }) {
          const line = {
            path: near(path),
            class: classes[predicted],
            probability: probabilities[predicted],
            probabilities: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]])),
          };
          out.write(`${first ? '' : ','}\n${JSON.stringify(line)}`);
          first = false;
        },
        end: () => out.write('\n]}\n'),
      };
    }
    case 'text':
      return {
        start: nothing,
        add({ path, probabilities }) {
          const ranked = probabilities
            .map((probability, i) => ({ name: classes[i]!, probability }))
            .sort((a, b) => b.probability - a.probability)
            .slice(0, Math.max(1, top));
          const [best, ...others] = ranked.map(({ name, probability }) => `${name} ${percent(probability)}`);
          const rest = others.length === 0 ? '' : c.dim(`  (${others.join(', ')})`);
          out.write(`${near(path)}: ${c.bold(best!)}${rest}\n`);
        },
        end: nothing,
      };
  }
}
