/** How many examples there are, how the input fits them, and how many steps a phase makes of them. */
import { modalityOf } from '../../modalities/index.js';
import { countedOf } from '../../modalities/noun.js';
import { isSound } from '../../plan/draft-facts.js';
import { type Pairs, pairCount } from '../../plan/pairs.js';
import { epochSteps } from '../../plan/steps.js';
import { count, counted } from '../../quantities.js';
import { dataText } from '../hover/pipeline.js';
import type { Hint, HintSource } from './hint.js';
import { endOfProperty, writtenPhases } from './phases.js';

export const stepHints: HintSource = (node, known) => {
  const { data, draft, fit } = known;
  if (!data) return [];
  const { noun } = modalityOf(draft.pipeline.data);
  const { train, validation, test } = data.images;
  const offset = node.data[0]?.source?.$cstNode?.end;
  const source: Hint[] =
    offset === undefined
      ? []
      : [
          {
            offset,
            label: `${countedOf(train + validation + test, noun)}, ${counted(data.classes, 'class', 'classes')}`,
            tooltip: `${dataText(known)}. Counted from the file names.`,
          },
        ];
  const [backbone] = node.backbones;
  // Where it is not written, its default stands at the backbone's name, and there is no room for more.
  const input = (backbone && endOfProperty(backbone, 'input')) ?? offset;
  if (fit && input !== undefined) source.push({ offset: input, label: fit.short, tooltip: fit.full });
  if (!isSound(draft, 'data.batch')) return source;
  const { batch } = draft.pipeline.data;
  const phases = writtenPhases(node, known).flatMap(({ block, phase, path }): Hint[] => {
    const end = endOfProperty(block, 'epochs');
    if (end === undefined || phase.solve || !isSound(draft, `${path}.epochs`)) return [];
    const { rows } = data;
    const steps = epochSteps(phase, batch, { ...data, images: rows ?? data.images });
    if (!steps) return [];
    const parts = rows ? `, in about ${count(rows.train)} parts,` : '';
    const what = steps.pairs ? pairsText(steps.pairs) : `${countedOf(train, noun)}${parts} to train`;
    const tooltip = `${what} in batches of ${count(batch)}: ${counted(steps.count, 'step')} an epoch, ${count(steps.count * phase.epochs)} in all.`;
    return [{ offset: end, label: `× ${rows ? '≈ ' : ''}${counted(steps.count, 'step')}`, tooltip }];
  });
  return [...source, ...phases];
};

/** `128 pairs, 64 of one class and 64 of two,`. */
const pairsText = (pairs: Pairs): string =>
  `${counted(pairCount(pairs), 'pair')}, ${count(pairs.same)} of one class and ${count(pairs.different)} of two,`;
