import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import { describe } from './hover/describe.js';
import { toMarkdown, toPlainText } from './hover/text.js';
import { locate } from './locate/locate.js';
import { rangeIn } from './stretch.js';

/** What stands at the cursor: its meaning, what may be written, and what follows from it. */
export const hover: TextFeature<HoverParams, Hover | null> = {
  method: 'textDocument/hover',
  capabilities: { hoverProvider: true },
  answer(scene, { position }) {
    const { text } = scene.snapshot;
    const located = locate(scene.snapshot, text.offsetAt(position));
    const parts = located ? describe(located, scene) : [];
    if (!located || parts.length === 0) return null;
    const { markdown } = scene.client;
    return {
      contents: {
        kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
        value: markdown ? toMarkdown(parts) : toPlainText(parts),
      },
      range: rangeIn(text, located),
    };
  },
};
