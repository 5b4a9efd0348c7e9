import type { DocumentOnTypeFormattingParams, TextEdit } from 'vscode-languageserver-protocol';
import { nestingOf, step } from '../format/indent.js';
import { isSound, layoutEdits } from '../format/target.js';
import type { TextFeature } from './feature.js';
import type { Snapshot } from './snapshot.js';

/** After `}` the block that it closes, after a line's end that line and the indentation of the next. */
export const onTypeFormatting: TextFeature<DocumentOnTypeFormattingParams, readonly TextEdit[]> = {
  method: 'textDocument/onTypeFormatting',
  capabilities: {
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  },
  answer({ snapshot }, { ch, position, options }) {
    const { line } = position;
    if (ch === '}') {
      const first = openingLine(snapshot, snapshot.text.offsetAt(position));
      return first === undefined ? [] : layoutEdits(snapshot, options, { first, last: line });
    }
    const written =
      line > 0 && isSound(snapshot)
        ? layoutEdits(snapshot, options, { first: line - 1, last: line - 1 })
        : [];
    return [...written, ...indentLine(snapshot, line)];
  },
};

/** The line of the bracket that the one before the cursor closes. */
function openingLine({ tokens, text }: Snapshot, offset: number): number | undefined {
  const open: number[] = [];
  for (const { kind, start, end } of tokens) {
    if (kind === '{') open.push(start);
    if (kind !== '}') continue;
    const opening = open.pop();
    if (end === offset) return text.positionAt(opening ?? start).line;
  }
  return undefined;
}

function indentLine({ tokens, text }: Snapshot, line: number): readonly TextEdit[] {
  const start = text.offsetAt({ line, character: 0 });
  const content = text.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const spaces = /^[ \t]*/.exec(content)![0];
  const first = start + spaces.length;
  // What a comment holds is its writer's.
  if (tokens.some((token) => token.start < start && token.end > start)) return [];
  const nesting = nestingOf(tokens);
  const index = tokens.findIndex((token) => token.start === first);
  const newText = step.repeat(index < 0 ? nesting.at(start) : nesting.of(index));
  if (newText === spaces) return [];
  return [{ range: { start: { line, character: 0 }, end: { line, character: spaces.length } }, newText }];
}
