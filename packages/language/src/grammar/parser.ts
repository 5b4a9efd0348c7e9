import { createLangiumParser, type LangiumCoreServices, type LangiumParser } from 'langium';

/** Of Langium's, which tells no type of it. */
interface NodeBuilder {
  addHiddenNodes(comments: readonly unknown[]): void;
}

/** So many arguments fit on any stack. */
const mostAtOnce = 5_000;

/**
 * Langium puts the comments between two tokens into the tree by one call, an argument each: tens of thousands of them
 * would overflow the stack, so they are put in by stretches.
 */
export function createTlpParser(services: LangiumCoreServices): LangiumParser {
  const parser = createLangiumParser(services);
  // biome-ignore lint/complexity/useLiteralKeys: a private member can be reached by its name in brackets only.
  const builder: NodeBuilder = parser['nodeBuilder'];
  const addAll = builder.addHiddenNodes.bind(builder);
  builder.addHiddenNodes = (comments) => {
    for (let start = 0; start < comments.length; start += mostAtOnce) {
      addAll(comments.slice(start, start + mostAtOnce));
    }
  };
  return parser;
}
