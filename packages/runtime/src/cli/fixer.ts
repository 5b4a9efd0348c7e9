/** The editor's quick fixes for what the command line reports. */
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Range } from '@tlp/language/diagnostic.js';
import { fixesOf } from '@tlp/language/editor/fixes/index.js';
import { createSnapshot, type Snapshot } from '@tlp/language/editor/snapshot.js';
import { createTlpServices } from '@tlp/language/grammar/create-services.js';
import type { CheckedFile } from './read-pipeline.js';

/** How a message can be put right, in the file it is about. */
export interface TextFix {
  readonly title: string;
  readonly replacements: readonly { readonly range: Range; readonly text: string }[];
}

export type Fixer = (diagnostic: Diagnostic) => TextFix | undefined;

/** The best fix of each message; undefined where there is none. */
export function createFixer(checked: readonly Pick<CheckedFile, 'file' | 'text'>[]): Fixer {
  const services = createTlpServices().tlp;
  const snapshots = new Map<string, Snapshot>();
  for (const { file, text } of checked) {
    snapshots.set(file, createSnapshot({ uri: pathToFileURL(file).href, version: 0, text, services }));
  }
  return (diagnostic) => {
    const snapshot = snapshots.get(diagnostic.file ?? '');
    const [best] = snapshot ? fixesOf(diagnostic, snapshot) : [];
    if (!snapshot || !best) return undefined;
    const replacements = best.edits.map(({ start, end, text }) => ({
      range: rangeIn(snapshot, start, end),
      text,
    }));
    return { title: best.title, replacements };
  };
}

function rangeIn({ text }: Snapshot, start: number, end: number): Range {
  const [from, to] = [text.positionAt(start), text.positionAt(end)];
  return {
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}
