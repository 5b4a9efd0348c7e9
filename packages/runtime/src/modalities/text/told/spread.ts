/** Texts that are looked at, and characters of each. */
const most = 200;
const characters = 1_000;

/** The beginnings of some texts, spread over all. */
export function spread(texts: readonly string[]): readonly string[] {
  const step = Math.max(1, texts.length / most);
  return Array.from({ length: Math.floor(texts.length / step) }, (_, i) =>
    texts[Math.floor(i * step)]!.slice(0, characters),
  );
}
