/** A pipeline as a whole. */

import type { Pipeline } from '../../grammar/generated/ast.js';
import { modalityOf } from '../../modalities/index.js';
import { isSound, phaseParameters } from '../../plan/draft-facts.js';
import type { ImageShape } from '../../plan/head-shapes.js';
import { count, counted } from '../../quantities.js';
import { tasks } from '../../tasks/index.js';
import type { Knowledge } from '../knowledge.js';
import { amountText, rounded, shapeText } from '../quantities.js';
import type { Snapshot } from '../snapshot.js';
import { docComment } from './doc-comment.js';
import { lengthText } from './phase.js';
import { type Fact, facts, type Part, text, title } from './text.js';

export function pipelineParts(
  node: Pipeline,
  _snapshot: Snapshot,
  known: Knowledge | undefined,
): readonly Part[] {
  const parent = node.parent?.$refText;
  return [
    title(`pipeline ${node.name ?? ''}`.trimEnd(), parent ? `extends \`${parent}\`` : undefined),
    text(node.description ?? ''),
    text(docComment(node)),
    ...(known ? [facts(...summary(known))] : []),
  ];
}

export function summary(known: Knowledge): readonly (Fact | false)[] {
  const { draft, features, data, head } = known;
  const { pipeline } = draft;
  const last = head.at(-1);
  return [
    [
      'Backbone',
      features
        ? `\`${draft.backbone.name}\` at ${pipeline.backbone.inputSize}px, giving ${shapeText(features)}`
        : `\`${draft.backbone.name}\``,
    ],
    data !== undefined && ['Data', dataText(known)],
    known.headWhole &&
      last !== undefined && [
        'Head',
        `${counted(pipeline.head.length, 'layer')}, giving ${scoresText(last.shape)}`,
      ],
    ...pipeline.schedule.phases.map((phase): Fact => {
      const amounts = isSound(draft, `schedule.${phase.name}.freeze`)
        ? phaseParameters(known, phase)
        : undefined;
      const trained = amounts ? `, ${amountText(amounts.trained, rounded)} parameters trained` : '';
      const length = isSound(draft, `schedule.${phase.name}.epochs`)
        ? lengthText(known, phase)
        : 'how long is not known';
      return [`Phase \`${phase.name}\``, `${length}${trained}`];
    }),
  ];
}

/** `9 classes, 2,997 + 723 + 297 images to train, validate and test`. */
export function dataText({ data, draft }: Knowledge): string {
  if (!data) return '';
  const { noun } = modalityOf(draft.pipeline.data);
  const { train, validation, test } = data.images;
  const named = [
    [train, 'train'],
    [validation, 'validate'],
    [test, 'test'],
  ] as const;
  const used = named.filter(([n]) => n > 0).map(([n, use]) => `${count(n)} to ${use}`);
  const { units } = tasks[draft.pipeline.task];
  const classes = units === null ? '' : `${counted(data.classes, 'class', 'classes')}; `;
  return `${classes}${noun.many}: ${used.join(', ')}`;
}

function scoresText(shape: ImageShape): string {
  const [scores] = shape;
  if (shape.length !== 1 || scores === undefined) return shapeText(shape);
  if (scores === 'classes') return 'one score per class';
  return typeof scores === 'number' ? counted(scores, 'score') : shapeText(shape);
}
