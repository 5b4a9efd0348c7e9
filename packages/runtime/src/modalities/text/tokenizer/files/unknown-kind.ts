/** A tokenizer of a kind that is not known here, or with a setting that is not. */
export class UnknownKind extends Error {
  override readonly name = 'UnknownKind';
}
