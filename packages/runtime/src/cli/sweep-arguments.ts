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
  /** The port on which its page is served, 0 for any; absent where it is not. */
  readonly live?: number | undefined;
  readonly format: 'text' | 'json';
}
