/** A form in which a folder holds a tokenizer. */
export interface FileKind {
  /** The files that make it up, all of them. */
  readonly needs: readonly string[];
  /**
   * The same as a `tokenizer.json`.
   * @param text of a file by its name @param settings beside the files
   * @throws UnknownKind; Error, for example a SyntaxError, where a file is damaged
   */
  tokenizerJson(text: (name: string) => string, settings: Settings): string;
}

/** Of `tokenizer_config.json` and `special_tokens_map.json`, the latter's tokens counting where both name one. */
export type Settings = Readonly<Record<string, unknown>>;
