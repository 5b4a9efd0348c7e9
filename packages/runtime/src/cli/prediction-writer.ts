/** Predictions as they come, in the three formats of `tlp predict`. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { percent } from '@tlp/language/quantities.js';
import type { ImagePrediction } from '../train/predict.js';
import type { Context } from './command.js';
import { csvPath, csvRow } from './csv.js';
import { entry } from './diagnostics-json.js';
import { near } from './near.js';
import { oneLine } from './output.js';

interface PredictionWriter {
  start(): void;
  add(prediction: ImagePrediction): void;
  /** @param errors of the images that are missing in what was written */
  end(errors: readonly Diagnostic[]): void;
}

/** @param top how many classes the text shows of each image */
export function predictionWriter(
  format: 'text' | 'json' | 'csv',
  classes: readonly string[],
  top: number,
  { out, colors: c, cwd }: Pick<Context, 'out' | 'colors' | 'cwd'>,
): PredictionWriter {
  const shown = (path: string) => near(path, cwd);
  const nothing = () => undefined;
  switch (format) {
    case 'csv':
      return {
        start: () => out.data(csvRow(['path', 'class', 'probability', ...classes])),
        add: ({ path, predicted, probabilities }) =>
          out.data(
            csvRow([csvPath(shown(path)), classes[predicted]!, probabilities[predicted]!, ...probabilities]),
          ),
        end: nothing,
      };
    case 'json': {
      let first = true;
      return {
        start: () => out.write('{"predictions": ['),
        add({ path, predicted, probabilities }) {
          const line = {
            path: shown(path),
            class: classes[predicted],
            probability: probabilities[predicted],
            probabilities: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]])),
          };
          out.write(`${first ? '' : ','}\n${JSON.stringify(line)}`);
          first = false;
        },
        end: (errors) => out.write(`\n], "errors": ${JSON.stringify(errors.map(entry))}}\n`),
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
          const [best, ...others] = ranked.map(
            ({ name, probability }) => `${oneLine(name)} ${percent(probability)}`,
          );
          const rest = others.length === 0 ? '' : c.dim(`  (${others.join(', ')})`);
          out.write(`${oneLine(shown(path))}: ${c.bold(best!)}${rest}\n`);
        },
        end: nothing,
      };
  }
}
