import type { Backbone } from '../../backbones/card.js';
import { resnet18 } from '../../backbones/resnet.js';
import { safetensorsText, shapesOf } from '../../weights/example.js';
import { fitWeights, type Headers, type Misfit } from '../../weights/fit.js';
import { recognise } from '../../weights/recognise.js';
import { fileChecked } from '../checked.js';

interface MisfitArgs {
  readonly path: string;
  readonly backbone: string;
  readonly title: string;
  readonly reference: string;
  readonly problem: string;
  /** The backbone that the file is for, where it is known. */
  readonly other: string | null;
  /** What to do, where it is something else than to take other weights. */
  readonly instead?: string;
}

export const weightsMisfit = fileChecked<MisfitArgs>({
  code: 'TLP255',
  severity: 'error',
  title: 'Weights of another architecture',
  explanation:
    'The tensors in the file do not have the names or shapes of the backbone in the pipeline. The message names the ' +
    'first one that does not fit and, if it is known, the backbone the file is for. A prefix that all names share, such ' +
    'as `model.` or `module.`, is ignored, and so are the tensors of another head.',
  message: ({ path, backbone, problem, other }) =>
    `The weights in ${path} do not fit ${backbone}: ${problem}.${other ? ` They fit ${other}.` : ''}`,
  remedy: ({ title, reference, other, instead }) =>
    other
      ? `Write \`backbone ${other}\`, or give a file with weights of ${title}.`
      : (instead ?? `Give a file with weights of ${title} (${reference}).`),
  bad: {
    backbone: 'resnet50 {\n  weights: file("weights.safetensors")\n}',
    // Built when it is asked for, since that takes a backbone's graph.
    get others() {
      return { 'weights.safetensors': safetensorsText(shapesOf(resnet18)) };
    },
  },
  good: {
    backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}',
    others: { 'resnet50.pth': 'PK\u0003\u0004' },
  },
  reads: ['backbone'],
  check({ backbone, graph, weightFile, weights }, found) {
    if (weights?.kind !== 'tensors' || !weightFile) return;
    const fit = fitWeights(weights.tensors, backbone, graph);
    if ('problem' in fit) found(misfitOf(weightFile.path, weights.tensors, backbone, fit), weightFile.at);
  },
});

/** What is to be said of a file that does not fit. */
export function misfitOf(
  path: string,
  tensors: Headers,
  { name, title, reference }: Backbone,
  { problem, remedy }: Misfit,
): MisfitArgs {
  const other = recognise(tensors)?.name ?? null;
  const instead = remedy === undefined ? {} : { instead: remedy };
  return { path, backbone: name, title, reference, problem, other, ...instead };
}
