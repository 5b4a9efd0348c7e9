import { rules } from './index.js';

const fileCodes: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.fileCheck).map((rule) => rule.code),
);

/** True for the codes of the rules that look at the files beside a pipeline. */
export const isFileCode = (code: string): boolean => fileCodes.has(code);
