/** Predictions as they come, in the three formats of `tlp predict`. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { AnswerView } from '../tasks/task.js';
import type { Prediction } from '../train/predict.js';
import type { Context } from './command.js';
import { csvPath, csvRow } from './csv.js';
import { entry } from './diagnostics-json.js';
import { near } from './near.js';
import { oneLine } from './output.js';

interface PredictionWriter {
  start(): void;
  add(prediction: Prediction): void;
  /** @param errors of the inputs that are missing in what was written */
  end(errors: readonly Diagnostic[]): void;
}

/** @param top how many outputs the text shows of each input */
export function predictionWriter(
  format: 'text' | 'json' | 'csv',
  view: AnswerView,
  top: number,
  { out, colors: c, cwd }: Pick<Context, 'out' | 'colors' | 'cwd'>,
): PredictionWriter {
  const shown = (id: string) => near(id, cwd);
  const nothing = () => undefined;
  switch (format) {
    case 'csv':
      return {
        start: () => out.data(csvRow(['path', ...view.columns])),
        add({ id, answer }) {
          for (const cells of view.rows(answer)) out.data(csvRow([csvPath(shown(id)), ...cells]));
        },
        end: nothing,
      };
    case 'json': {
      let first = true;
      return {
        start: () => out.write('{"predictions": ['),
        add({ id, answer }) {
          const line = { path: shown(id), ...view.json(answer) };
          out.write(`${first ? '' : ','}\n${JSON.stringify(line)}`);
          first = false;
        },
        end: (errors) => out.write(`\n], "errors": ${JSON.stringify(errors.map(entry))}}\n`),
      };
    }
    case 'text':
      return {
        start: nothing,
        add({ id, answer }) {
          const { first, rest } = view.text(answer, top);
          const others = rest.length === 0 ? '' : c.dim(`  (${rest.map(oneLine).join(', ')})`);
          out.write(`${oneLine(shown(id))}: ${c.bold(oneLine(first))}${others}\n`);
        },
        end: nothing,
      };
  }
}
