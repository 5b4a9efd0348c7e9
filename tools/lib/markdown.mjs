/** Parts of the pages that are written from measurements. */

/** An error as a table shows it. */
export const shownError = (value) => (value === null ? '–' : value === 0 ? '0' : value.toExponential(0));

/** A row of a table. */
export const tableLine = (texts) => `| ${texts.join(' | ')} |`;
