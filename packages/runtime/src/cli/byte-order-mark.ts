/** The text without the byte order mark that some editors write first. */
export const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');
