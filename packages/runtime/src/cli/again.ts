/** Arguments of a command as a person types them again. */

/** A name that begins with a dash would be taken for an option. */
export const fileArgument = (file: string): string =>
  file.startsWith('-') && file !== '-' ? `./${file}` : file;

interface Chosen {
  readonly pipeline?: string | undefined;
  readonly seed?: number | undefined;
  readonly set: readonly string[];
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

/** What decides what is trained. */
export const trainingArguments = ({ pipeline, seed, set, engine }: Chosen): readonly string[] => [
  ...(pipeline === undefined ? [] : ['--pipeline', pipeline]),
  ...(seed === undefined ? [] : ['--seed', String(seed)]),
  ...set.flatMap((value) => ['--set', value]),
  ...(engine === 'auto' ? [] : ['--engine', engine]),
];
