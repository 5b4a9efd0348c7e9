/** What stands behind `extends`, and the names that come from there. */
import { keywords } from '../../schema/keywords.js';
import type { Cursor } from '../context/cursor.js';
import { around, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { Group, Kind, type Offer } from './offer.js';
import { importsOf, parentsOf } from './others.js';

/** The pipelines that may be extended: of the text and of those it imports. */
export function parentOffers(scene: Scene, { root, block, word }: Cursor): readonly Offer[] {
  const texts = [{ uri: scene.snapshot.uri, root }, ...importsOf(scene, { uri: scene.snapshot.uri, root })];
  const offers = new Map<string, Offer>();
  for (const text of texts) {
    for (const { name, start } of childBlocks(text.root, 'pipeline')) {
      if (!name) continue;
      if (text.root === root && isOwn(block, root, word.start, start)) continue;
      const file =
        text.root === root ? undefined : decodeURIComponent(text.uri.slice(text.uri.lastIndexOf('/') + 1));
      offers.set(name.text, {
        label: name.text,
        kind: Kind.Class,
        group: Group.Usual,
        ...(file === undefined ? {} : { detail: file }),
      });
    }
  }
  return [...offers.values()];
}

/** The pipeline whose header the cursor is in is the last that begins before it. */
function isOwn(block: Cursor['block'], root: Cursor['root'], offset: number, start: number): boolean {
  if (block !== root) return false;
  const before = childBlocks(root, 'pipeline').filter((pipeline) => pipeline.start < offset);
  return before.at(-1)?.start === start;
}

/** The word itself, where there is something to extend. */
export function extendsOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const { next, nextOnLine } = cursor;
  const named = next?.kind === 'ID' && nextOnLine;
  // A file that can't be read may bring pipelines too.
  const imports = cursor.root.members.some(({ kind }) => kind === 'import');
  if (!named && !imports && parentOffers(scene, cursor).length === 0) return [];
  const { doc, example } = keywords.extends;
  const text = named ? 'extends' : 'extends ';
  return [{ label: 'extends', text, kind: Kind.Keyword, group: Group.Usual, doc, example, goesOn: !named }];
}

/** Phases of what the pipeline extends, to be changed in it; new names are the user's own. */
export function phaseOffers(scene: Scene, { block, root, word }: Cursor): readonly Offer[] {
  const pipeline = around(block, 'pipeline');
  if (!pipeline) return [];
  const [own, ...line] = parentsOf(scene, { block: pipeline, root, uri: scene.snapshot.uri });
  const phasesOf = (of: typeof pipeline) =>
    childBlocks(of, 'schedule').flatMap((schedule) => childBlocks(schedule, 'phase'));
  const here = own ? phasesOf(own.pipeline).filter(({ name }) => name?.start !== word.start) : [];
  const written = new Set(here.map(({ name }) => name?.text));
  const offers = new Map<string, Offer>();
  for (const one of line) {
    for (const { name } of phasesOf(one.pipeline)) {
      if (!name || written.has(name.text) || offers.has(name.text)) continue;
      const detail = `of ${one.pipeline.name?.text ?? 'the extended pipeline'}`;
      offers.set(name.text, { label: name.text, kind: Kind.Struct, group: Group.Usual, detail });
    }
  }
  return [...offers.values()];
}
