import { metricText } from './metric.js';
import { metricOf } from './metrics.js';

/** `87.4% (83.1% to 91.0%)`; the value alone where nothing is known of how sure it is. */
export function intervalText(
  metric: string,
  { value, low, high }: Readonly<Record<'value' | 'low' | 'high', number | null>>,
): string {
  const show = (one: number | null) => (one === null ? '–' : metricText(metricOf(metric), one));
  return low === null || high === null ? show(value) : `${show(value)} (${show(low)} to ${show(high)})`;
}
