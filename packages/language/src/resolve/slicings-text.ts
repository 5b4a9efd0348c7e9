/** The slices that an option of the command line names, `--slices "parent, column(country)"`: read by the grammar and the schema of a file. */
import type { Slicing } from '../data/slices/slicing.js';
import type { Diagnostic } from '../diagnostic.js';
import type { TlpServices } from '../grammar/services.js';
import { slices } from '../schema/slices.js';
import type { Seen } from '../schema/value.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { createJournal, homeOfFile } from './journal.js';
import { OverrideSet } from './overrides.js';

export interface SlicingsRead {
  /** Empty for `none`. */
  readonly slicings: readonly Slicing[];
  /** What is wrong with the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @param option its name, for messages: `--slices` */
export function readSlicings(text: string, option: string, services: TlpServices): SlicingsRead {
  const journal = createJournal(homeOfFile(option));
  const around: Surroundings = {
    letOf: () => undefined,
    letNames: () => [],
    followed: { count: 0 },
    env: {},
    report: journal.report,
    hide: journal.hide,
    parseValue: () => undefined,
    source: {},
  };
  const property = new OverrideSet([], services).parse('slices', text);
  const values: readonly Seen[] =
    property?.$type === 'LabelledProperty'
      ? property.values.map((value) => evaluate(value, around))
      : [{ kind: 'text', text, raw: text, at: {} }];
  const slicings = slices.type.read(values, journal.reader('slices')) ?? [];
  return { slicings, diagnostics: journal.diagnostics };
}
