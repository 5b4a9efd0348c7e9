/** What `tlp sweep` is asked for. */
export interface SweepArguments {
  readonly file: string;
  readonly pipeline?: string | undefined;
  readonly set: readonly string[];
  readonly out?: string | undefined;
  readonly resume: boolean;
  readonly write: boolean;
  readonly seed?: number | undefined;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly offline: boolean;
  readonly verify: boolean;
  readonly format: 'text' | 'json';
}
