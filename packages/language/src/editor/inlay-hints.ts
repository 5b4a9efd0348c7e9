import {
  type InlayHint,
  InlayHintKind,
  type InlayHintParams,
  type Position,
} from 'vscode-languageserver-protocol';
import type { Scene, TextFeature } from './feature.js';
import { defaultHints } from './inlay/defaults.js';
import type { Hint, HintSource } from './inlay/hint.js';
import { withKept } from './inlay/kept.js';
import { parameterHints } from './inlay/parameters.js';
import { shapeHints } from './inlay/shapes.js';
import { stepHints } from './inlay/steps.js';
import { knowledgeOf } from './knowledge.js';
import type { EditorSettings } from './settings.js';

type Kind = keyof EditorSettings['inlayHints'];

/**
 * In the order of those that stand at one place: what was counted and computed before what only was not written, as
 * editors cut the hints of a line off.
 */
const sources: Readonly<Record<Kind, HintSource>> = {
  shapes: shapeHints,
  steps: stepHints,
  parameters: parameterHints,
  defaults: defaultHints,
};
const kinds = Object.keys(sources) as readonly Kind[];

/** Shapes, counts and defaults between the words, for the part of the text that is seen. */
export const inlayHints: TextFeature<InlayHintParams, readonly InlayHint[]> = {
  method: 'textDocument/inlayHint',
  capabilities: { inlayHintProvider: true },
  answer(scene, { range }) {
    const { snapshot, workspace } = scene;
    const { text } = snapshot;
    const start = text.offsetAt(range.start);
    const end = text.offsetAt(range.end);
    const computed = hintsBetween(scene, start, end).map(({ offset, label, tooltip, insert, source }) => {
      const position = text.positionAt(offset);
      const textEdits =
        insert === undefined
          ? {}
          : { textEdits: [{ range: { start: position, end: position }, newText: insert }] };
      const hint: InlayHint = {
        position,
        label,
        tooltip,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        ...textEdits,
      };
      return { ...hint, source };
    });
    const isAsked = (position: Position): boolean => {
      const offset = text.offsetAt(position);
      return start <= offset && offset <= end;
    };
    return withKept(computed, snapshot, workspace, isAsked)
      .filter(({ source }) => scene.settings.inlayHints[source])
      .toSorted((a, b) => a.position.line - b.position.line || a.position.character - b.position.character)
      .map(({ source: _, ...hint }): InlayHint => hint);
  },
};

function hintsBetween(scene: Scene, start: number, end: number) {
  const { snapshot, settings } = scene;
  const wanted = kinds.filter((kind) => settings.inlayHints[kind]);
  const hints = [...snapshot.analysis.drafts].flatMap(([node, draft]) => {
    const cst = node.$cstNode;
    if (!cst || cst.end < start || cst.offset > end) return [];
    const known = knowledgeOf(scene, draft);
    return wanted.flatMap((kind) =>
      sources[kind](node, known, scene).map((hint): Hint & { source: Kind } => ({ ...hint, source: kind })),
    );
  });
  return hints
    .filter(({ offset }) => start <= offset && offset <= end)
    .toSorted((a, b) => a.offset - b.offset);
}
