/** What a command writes to: a stream that lets no text from outside steer a terminal, and knows when its reader left. */
import { randomUUID } from 'node:crypto';
import { createColors } from 'picocolors';
import type { Io, Sink } from './io.js';

export type Colors = ReturnType<typeof createColors>;

/** Prose for people, of which none may end the work where nobody hears it. */
export type Voice = Pick<Sink, 'write' | 'terminal' | 'columns'>;

export interface Output extends Pick<Sink, 'terminal' | 'columns'> {
  /** The result, for people or as JSON. @throws OutputLost where nobody reads it any more */
  write(text: string): void;
  /** The result in a format that has no escapes, such as CSV: exact, except on a terminal. @throws OutputLost */
  data(text: string): void;
  /** News of work whose result lies elsewhere: where nobody reads them, the work goes on. */
  news(text: string): void;
}

/** True after `| head`. Windows says EOF. */
export const readerLeft = (lost: NodeJS.ErrnoException | undefined): boolean =>
  lost?.code === 'EPIPE' || lost?.code === 'EOF';

/** Ends a command whose result nobody reads any more. */
export class OutputLost extends Error {}

/**
 * Marks the control sequences of our own, before and after. It is drawn anew by every process, so that no name in a
 * data set or a weight file can hold it.
 */
const mark = `\u{F0000}${randomUUID()}\u{F0000}`;
const own = (sequence: string): string => mark + sequence + mark;

/** Goes to the start of the line and empties it. */
export const clearLine = own('\r\x1b[2K');

/** C0 and C1 without tab and line end, DEL, and the signs that turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const controls = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Shows control characters as `\u001b`, which means the same in JSON; of our own sequences only the mark goes. */
export function escaped(text: string): string {
  return text
    .split(mark)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\r\n/g, '\n').replace(controls, codeOf)))
    .join('');
}

const codeOf = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What is one line stays one: a name from outside may hold line ends. */
export const oneLine = (text: string): string =>
  text
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replace(/[\u2028\u2029]/g, codeOf);

export interface OpenOutput extends Output {
  /** Why some of what the command wrote was lost. That a reader left is no loss of news. */
  readonly loss: () => NodeJS.ErrnoException | undefined;
}

export const createVoice = (sink: Sink): Voice => ({
  terminal: sink.terminal,
  get columns() {
    return sink.columns;
  },
  write: (text) => sink.write(escaped(text)),
});

export function createOutput(sink: Sink): OpenOutput {
  let result = false;
  const give = (text: string) => {
    result = true;
    if (sink.lost) throw new OutputLost(sink.lost.message, { cause: sink.lost });
    sink.write(text);
  };
  const { terminal, columns, write: news } = createVoice(sink);
  return {
    terminal,
    columns,
    news,
    write: (text) => give(escaped(text)),
    data: (text) => give(sink.terminal ? escaped(text) : text),
    loss: () => (result || !readerLeft(sink.lost) ? sink.lost : undefined),
  };
}

/** Colours for a stream: only on a terminal that shows them, and never where the user set NO_COLOR. */
export function colorsFor(sink: Pick<Sink, 'terminal'>, env: Io['env']): Colors {
  if (!sink.terminal || env.NO_COLOR || env.TERM === 'dumb') return createColors(false);
  const colors = createColors(true);
  const marked = Object.entries(colors).map(([name, paint]) => [
    name,
    typeof paint === 'function' ? marking(paint) : paint,
  ]);
  return Object.fromEntries(marked) as Colors;
}

const marking = (paint: Colors['bold']): Colors['bold'] => {
  const [open = '', close = ''] = paint('\0').split('\0').map(own);
  return (text) => open + text + close;
};
