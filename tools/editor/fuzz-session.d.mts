export function fuzzSession(options: {
  readonly seed: number;
  readonly text: string;
  enough(edits: number): boolean;
}): Promise<{
  readonly edits: number;
  readonly requests: number;
  readonly cancelled: number;
  readonly problems: readonly string[];
}>;
