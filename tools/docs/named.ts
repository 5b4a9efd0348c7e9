/** What a page of Markdown names. */

const folders = ['packages/', 'docs/', 'examples/', 'tools/', 'bench/', '.ci/'];

/** Paths of the repository that stand in backticks, or that head a code block; patterns and results left out. */
export function pathsIn(markdown: string): readonly string[] {
  const inline = [...withoutBlocks(markdown).matchAll(/`([^`\s]+)`/g)].map(([, text]) => text!);
  const headed = [...markdown.matchAll(/^```(?:ts|diff) (\S+)$/gm)].map(([, text]) => text!);
  return [...inline, ...headed].filter(
    (text) =>
      folders.some((folder) => text.startsWith(folder)) &&
      !/[*<>…$]|\.\.\.|NAME|FILE|\/dist\/|results\//.test(text),
  );
}

/** Names of source files without their folders, in backticks: `cut.ts`. */
export const fileNamesIn = (markdown: string): readonly string[] =>
  [...withoutBlocks(markdown).matchAll(/`([a-z][\w.-]*\.(?:ts|mjs|py|langium))`/g)].map(([, name]) => name!);

/** Targets of links and images within the repository. */
export function linksIn(markdown: string): readonly string[] {
  return [...withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Names of `tlp`'s commands, in code only: in prose `tlp` may be followed by any word. */
export function commandsIn(markdown: string): readonly string[] {
  const shell = [...markdown.matchAll(/^```(?:sh|shell|bash|console)?\n(.*?)^```$/gms)].map(
    ([, text]) => text!,
  );
  const inline = [...withoutBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
  const lines = [...shell.flatMap((text) => text.split('\n')), ...inline];
  return lines.flatMap((line) =>
    [...line.matchAll(/^(?:\$ )?(?:npx )?tlp ([a-z]+(?:-[a-z]+)*)\b/g)].map(([, name]) => name!),
  );
}

/** The anchors that headings and explicit `<a id>`s give. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...withoutBlocks(markdown).matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  const explicit = [...markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id!);
  return new Set([...headings, ...explicit]);
}

const withoutBlocks = (markdown: string): string => markdown.replace(/^```.*?^```$/gms, '');
