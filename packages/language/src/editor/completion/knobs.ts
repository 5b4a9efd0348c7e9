/** The paths whose values a sweep may try. */

import { findModality } from '../../modalities/index.js';
import { sweptPaths, sweptSpec } from '../../schema/swept.js';
import type { Cursor } from '../context/cursor.js';
import { around, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import type { Follow } from './follow.js';
import { Group, Kind, type Offer } from './offer.js';
import { parentsOf } from './others.js';

export function knobOffers(scene: Scene, cursor: Cursor, follow: Follow): readonly Offer[] {
  const { block, word, root } = cursor;
  const pipeline = around(block, 'pipeline');
  if (!pipeline || (follow !== 'nothing' && follow !== 'colon')) return [];
  const written = new Set(
    block.members.flatMap((member) =>
      member.kind === 'property' && member.name.start !== word.start ? [member.name.text] : [],
    ),
  );
  const line = [
    pipeline,
    ...parentsOf(scene, { block: pipeline, root, uri: scene.snapshot.uri }).map((parent) => parent.pipeline),
  ];
  const below = (keyword: string) => line.flatMap((one) => childBlocks(one, keyword));
  const phases = below('schedule').flatMap((schedule) =>
    childBlocks(schedule, 'phase').flatMap(({ name }) => name?.text ?? []),
  );
  const data = below('data').find(({ name }) => name)?.name?.text;
  const kind = data !== undefined && findModality(data) ? data : undefined;
  return sweptPaths({ data: kind, phases: [...new Set(phases)] })
    .filter((path) => !written.has(path))
    .map((path): Offer => {
      const { doc = '', example = '', type } = sweptSpec(path) ?? {};
      const offer = {
        label: path,
        kind: Kind.Property,
        group: Group.Other,
        doc,
        example,
        detail: type?.description ?? '',
      };
      return follow === 'colon' ? offer : { ...offer, text: `${path}: `, goesOn: true };
    });
}
