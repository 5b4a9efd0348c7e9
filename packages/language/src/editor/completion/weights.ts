import type { Backbone } from '../../backbones/card.js';
import { besideFile } from '../../resolve/paths.js';
import { isModelFormat } from '../../schema/models.js';
import type { Cursor } from '../context/cursor.js';
import { around, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { percentage } from '../quantities.js';
import type { Snapshot } from '../snapshot.js';
import { isText, type SourceToken } from '../tokens.js';
import { Group, Kind, type Offer } from './offer.js';
import { parentsOf } from './others.js';

/**
 * The backbone of the pipeline around the cursor, its own or that of a pipeline it extends; with the hidden layers of the
 * published classifier where it keeps them.
 */
export function backboneAround(scene: Scene, cursor: Cursor): Backbone | undefined {
  const card = cardAround(scene, cursor);
  if (!card) return undefined;
  const { start } = cursor.word;
  const drafts = [...scene.snapshot.analysis.drafts];
  const [, draft] = drafts.find(([{ $cstNode: at }]) => at && at.offset <= start && start <= at.end) ?? [];
  return draft?.backbone?.name === card.name ? draft.backbone : card;
}

function cardAround(scene: Scene, { block, root }: Cursor): Backbone | undefined {
  const own = around(block, 'backbone')?.name;
  if (own) return backboneAt(scene.snapshot, own);
  const pipeline = around(block, 'pipeline');
  if (!pipeline) return undefined;
  const here = { block: pipeline, root, uri: scene.snapshot.uri };
  for (const { pipeline: one, uri } of parentsOf(scene, here)) {
    const name = childBlocks(one, 'backbone').find((child) => child.name)?.name;
    const snapshot = uri === scene.snapshot.uri ? scene.snapshot : scene.workspace.snapshot(uri);
    if (name && snapshot) return backboneAt(snapshot, name);
  }
  return undefined;
}

/** By its name, or the network in a file where the name is a format: `onnx("model.onnx")`. */
function backboneAt({ tokens, services, source }: Snapshot, name: SourceToken): Backbone | undefined {
  const { Builtin } = services.backbones;
  const at = tokens.findIndex(({ start }) => start === name.start);
  const [bracket, path] = tokens.slice(at + 1, at + 3);
  if (bracket?.kind !== '(' || !path || !isText(path)) return Builtin.find(name.text);
  if (!isModelFormat(name.text)) return undefined;
  const file = { format: name.text, path: besideFile(source.file, path.text.slice(1, -1)) } as const;
  const opened = Builtin.open(file, source.files);
  return opened.kind === 'backbone' ? opened.card : undefined;
}

/** Published weights of the pipeline's backbone; of all, where it isn't known. */
export function sourceOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  if (cursor.next?.kind === '(') return [];
  const backbone = backboneAround(scene, cursor);
  const cards = backbone ? [backbone] : scene.snapshot.services.backbones.Builtin.catalogue;
  const sources = new Map(cards.flatMap(({ sources: all }) => all).map((source) => [source.name, source]));
  return [...sources.values()].map(({ name, trainedOn, top1, licence }, index) => ({
    label: name,
    kind: Kind.EnumMember,
    group: Group.First,
    detail: [...(backbone && top1 !== undefined ? [`${percentage(top1)} top-1`] : []), trainedOn].join(', '),
    doc: `Published weights, trained on ${trainedOn}. License: ${licence}.`,
    preselect: index === 0,
  }));
}
