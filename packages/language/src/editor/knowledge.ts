/** What is known of the pipelines of a text, with what can be seen of their data: for hovers, hints and lenses. */
import type { DataSize } from '../data/counts.js';
import type { InputFit } from '../modalities/modality.js';
import { type DraftFacts, factsOf, isSound } from '../plan/draft-facts.js';
import { type Plan, planPipeline } from '../plan/plan.js';
import type { Draft } from '../resolve/draft.js';
import type { Phase } from '../resolve/pipeline.js';
import { dataSizeOf } from './data-size.js';
import type { Scene } from './feature.js';
import { inputFitOf } from './input-fit.js';

export interface Knowledge extends DraftFacts {
  /** Absent where the data can't be seen. */
  readonly data?: DataSize;
  /** What the data say of the input's size, where they say something. */
  readonly fit?: InputFit;
}

export function knowledgeOf(scene: Scene, draft: Draft): Knowledge {
  const fit = inputFitOf(scene, draft);
  const data = inParts(dataSizeOf(scene, draft), fit?.parts);
  const facts = factsOf(draft, scene.snapshot.services.backbones.Builtin, data?.classes ?? null);
  return { ...facts, ...(data ? { data } : {}), ...(fit ? { fit } : {}) };
}

/** @param parts in which an example is read, on the average */
function inParts(data: DataSize | undefined, parts: number | undefined): DataSize | undefined {
  if (!data || parts === undefined) return data;
  const { train, validation, test } = data.images;
  const [a, b, c] = [train, validation, test].map((images) => Math.round(images * parts));
  return { ...data, rows: { train: a!, validation: b!, test: c! } };
}

/** The phase as far as it was resolved. */
export const phaseNamed = (draft: Draft, name: string): Phase | undefined =>
  draft.pipeline.schedule.phases.find((phase) => phase.name === name);

const plans = new WeakMap<Draft, { readonly data: string; readonly plan: Plan }>();
const unseen = { classes: 2, images: { train: 0, validation: 0, test: 0 } };

/**
 * What `tlp plan` would say; undefined where a shape or what is frozen is not sound. Without data, the counts that
 * depend on it mean nothing.
 */
export function planOf({ draft, headWhole, data = unseen }: Knowledge): Plan | undefined {
  const sound =
    headWhole &&
    ['schedule', 'data.batch', 'data.variants', 'data.augment'].every((path) => isSound(draft, path));
  if (!sound) return undefined;
  const key = JSON.stringify(data);
  const known = plans.get(draft);
  if (known?.data === key) return known.plan;
  const plan = planPipeline(draft.pipeline, draft.backbone, data);
  plans.set(draft, { data: key, plan });
  return plan;
}
