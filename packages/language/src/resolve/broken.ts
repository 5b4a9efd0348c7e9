/** Whether nothing at, under or around a path is broken. */
export function readableWith(brokenPaths: ReadonlySet<string>): (path: string) => boolean {
  const broken = [...brokenPaths];
  const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}.`);
  return (path) => !broken.some((at) => within(at, path) || within(path, at));
}
