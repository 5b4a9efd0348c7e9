/** Text in the columns of a terminal, of which emoji and East Asian signs take two each. */
import stringWidth from 'string-width';
import { escaped } from './output.js';

/** Columns that a text takes once it is written: colors none, and a control character as many as its escape. */
export const widthOf = (text: string): number => stringWidth(escaped(text));

/** The text, filled up with spaces to so many columns. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(gap(text, width));
export const padStart = (text: string, width: number): string => ' '.repeat(gap(text, width)) + text;

const gap = (text: string, width: number): number => Math.max(0, width - widthOf(text));
