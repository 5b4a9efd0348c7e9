/** How many examples there are, and how many steps a phase makes of them. */
import { modalityOf } from '../../modalities/index.js';
import { countedOf } from '../../modalities/noun.js';
import { isSound } from '../../plan/draft-facts.js';
import { stepsPerEpoch } from '../../plan/plan.js';
import { count, counted } from '../../quantities.js';
import { dataText } from '../hover/pipeline.js';
import type { Hint, HintSource } from './hint.js';
import { endOfProperty, writtenPhases } from './phases.js';

export const stepHints: HintSource = (node, known) => {
  const { data, draft } = known;
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
  if (!isSound(draft, 'data.batch')) return source;
  const { batch } = draft.pipeline.data;
  const phases = writtenPhases(node, known).flatMap(({ block, phase, path }): Hint[] => {
    const end = endOfProperty(block, 'epochs');
    if (end === undefined || phase.solve || !isSound(draft, `${path}.epochs`)) return [];
    const steps = stepsPerEpoch(train, batch);
    const tooltip = `${countedOf(train, noun)} to train in batches of ${count(batch)}: ${counted(steps, 'step')} an epoch, ${count(steps * phase.epochs)} in all.`;
    return [{ offset: end, label: `× ${counted(steps, 'step')}`, tooltip }];
  });
  return [...source, ...phases];
};
