/** Puts a learning rate that was found into the file of its phase. */
import { fail } from '@tlp/language/diagnostic.js';
import { applyEdits } from '@tlp/language/editor/fixes/edit.js';
import { type RateElsewhere, writeRate } from '@tlp/language/editor/fixes/rate.js';
import { originText } from '@tlp/language/plan/origin-text.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { Context } from './command.js';
import { fileToChange } from './file-to-change.js';

export interface WrittenFile {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The property as it stands there now. */
  readonly text: string;
}

/**
 * Looks where the rate belongs, and gives what writes it there; comments and all else stay.
 * @throws TLP903 at once where the phase has its rate from elsewhere, later where the file has changed meanwhile
 */
export async function rateWriter(
  path: string,
  pipeline: Pipeline,
  phase: Phase,
  context: Context,
): Promise<(rate: number) => Promise<WrittenFile>> {
  const { file, text, snapshot, write } = await fileToChange(path, context, (unnamed) =>
    cannot(
      'Standard input has no file that a rate could be written into',
      'Name the file instead of `-`',
      unnamed,
    ),
  );
  const change = (rate: number) => {
    const { name, origins } = pipeline;
    const found = writeRate(snapshot, { pipeline: name, phase, origins, rate });
    if (!('edits' in found)) throw elsewhere(found, phase, file);
    return found;
  };
  change(phase.learningRate.rate);
  return async (rate) => {
    const found = change(rate);
    await write(applyEdits(text, found.edits), () =>
      cannot(
        'The file has changed while the rate was looked for',
        `Write learning_rate: ${Number(rate.toPrecision(2))} into phase ${phase.name} yourself`,
        file,
      ),
    );
    const { line } = snapshot.text.positionAt(Math.min(...found.edits.map(({ start }) => start)));
    return { file, line: line + 1, text: found.text };
  };
}

const cannot = (message: string, remedy: string, file: string) =>
  fail('TLP903', `${message}.`, `${remedy}.`, { file, exitCode: 2 });

function elsewhere(found: RateElsewhere, { name, learningRate }: Phase, file: string) {
  const own = 'leave out --write';
  switch (found.kind) {
    case 'recipe':
      return cannot(
        `The learning rate of phase ${name} comes from the recipe, which derives other values from it too`,
        `Change \`rate\` of the recipe, or write a learning_rate into phase ${name}, which goes over the recipe's; to see one, ${own}`,
        file,
      );
    case 'parent':
      return cannot(
        `Phase ${name} has its learning rate from the pipeline that is extended${
          found.origin ? ` (${originText(found.origin, file)})` : ''
        }`,
        `Write a learning_rate into phase ${name} of this pipeline, which goes over it; to see one, ${own}`,
        file,
      );
    case 'name':
      return cannot(
        `The learning rate of phase ${name} is written as \`${found.text}\`, which other places may share`,
        `Put a number such as ${learningRate.rate} there first, or ${own}`,
        file,
      );
    case 'set':
      return cannot(
        `The learning rate of phase ${name} is given by --set ${found.text}, which the file would not change`,
        'Leave out that --set',
        file,
      );
  }
}
