/** The rules about what is left out. */
import type { ListedRule } from '../../checked.js';
import type { DataRule } from '../data-rule.js';
import { excludeMissing } from './exclude-missing.js';
import { excludeStrangers } from './exclude-strangers.js';
import { excludeUnread } from './exclude-unread.js';
import { excluded } from './excluded.js';

/** Those about what stands in the table, which a run goes by too. */
export const excludeDataRules: readonly DataRule<never>[] = [excludeUnread, excludeStrangers, excluded];

export const excludeRules: readonly ListedRule<never>[] = [excludeMissing, ...excludeDataRules];
