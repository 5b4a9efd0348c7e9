/** The words of whatever was thrown, for sentences that go on. */
export const errorText = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
