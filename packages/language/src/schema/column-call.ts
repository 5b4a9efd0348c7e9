/** A column with arguments behind its name, `tags(separator: ";")`; `column("My tags", separator: ";")` where its name is no word. */
import { readArguments } from './arguments.js';
import { column } from './columns.js';
import { type Reader, required, type Specs, type Values, type Word } from './types.js';
import type { Seen, WordSeen } from './value.js';
import { writeCall } from './write.js';

type WithColumn<P extends Specs> = { readonly column: string } & Values<P>;

interface ColumnCall<P extends Specs> {
  /** For a column whose name is no word. */
  readonly word: Word;
  write(value: WithColumn<P>): string;
  /** The call that alone was written; undefined where something else was. */
  callIn(values: readonly Seen[]): WordSeen | undefined;
  /** Undefined after a mistake has been reported. */
  read(call: WordSeen, reader: Reader): WithColumn<P> | undefined;
}

/** @param behind what may stand in the brackets, each with a default, which is not written */
export function columnCall<P extends Specs>(
  behind: P,
  { doc, example }: Pick<Word, 'doc' | 'example'>,
): ColumnCall<P> {
  const name = 'column';
  const parameters = { column: required(column, '', 'The column.', '"My tags"'), ...behind };
  return {
    word: { name, doc, example, parameters },
    write(value) {
      const { column: of } = value;
      const given = Object.fromEntries(
        Object.keys(behind).flatMap((key) =>
          value[key] === behind[key]!.standIn ? [] : [[key, value[key]]],
        ),
      );
      const written = column.write?.(of) ?? '';
      return written.startsWith('"')
        ? writeCall(name, parameters, { column: of, ...given })
        : writeCall(written, behind, given);
    },
    callIn([only, second]) {
      return only?.kind === 'word' && only.called && second === undefined ? only : undefined;
    },
    read(call, reader) {
      if (call.name === name)
        return readArguments(name, parameters, call, reader) as WithColumn<P> | undefined;
      const given = readArguments(call.name, behind, call, reader);
      return given && { column: call.name, ...given };
    },
  };
}
