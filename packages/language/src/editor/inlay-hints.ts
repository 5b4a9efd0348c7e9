import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver-protocol';
import type { Scene, TextFeature } from './feature.js';
import { defaultHints } from './inlay/defaults.js';
import type { Hint, HintSource } from './inlay/hint.js';
import { parameterHints } from './inlay/parameters.js';
import { shapeHints } from './inlay/shapes.js';
import { stepHints } from './inlay/steps.js';
import { knowledgeOf } from './knowledge.js';
import type { EditorSettings } from './settings.js';

/**
 * In the order of those that stand at one place: what was counted and computed before what only was not written, as
 * editors cut the hints of a line off.
 */
const sources: Readonly<Record<keyof EditorSettings['inlayHints'], HintSource>> = {
  shapes: shapeHints,
  steps: stepHints,
  parameters: parameterHints,
  defaults: defaultHints,
};

/** Shapes, counts and defaults between the words, for the part of the text that is seen. */
export const inlayHints: TextFeature<InlayHintParams, readonly InlayHint[]> = {
  method: 'textDocument/inlayHint',
  capabilities: { inlayHintProvider: true },
  answer(scene, { range }) {
    const { text } = scene.snapshot;
    const start = text.offsetAt(range.start);
    const end = text.offsetAt(range.end);
    return hintsBetween(scene, start, end).map(({ offset, label, tooltip, insert }) => {
      const position = text.positionAt(offset);
      return {
        position,
        label,
        tooltip,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        ...(insert === undefined
          ? {}
          : { textEdits: [{ range: { start: position, end: position }, newText: insert }] }),
      };
    });
  },
};

function hintsBetween(scene: Scene, start: number, end: number): readonly Hint[] {
  const { snapshot, settings } = scene;
  const wanted = Object.entries(sources).filter(
    ([kind]) => settings.inlayHints[kind as keyof typeof sources],
  );
  const hints = [...snapshot.analysis.drafts].flatMap(([node, draft]) => {
    const cst = node.$cstNode;
    if (!cst || cst.end < start || cst.offset > end) return [];
    const known = knowledgeOf(scene, draft);
    return wanted.flatMap(([, source]) => source(node, known, scene));
  });
  return hints
    .filter(({ offset }) => start <= offset && offset <= end)
    .toSorted((a, b) => a.offset - b.offset);
}
