/** A sentence or a title of words that begin small. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
