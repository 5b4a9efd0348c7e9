import { nearestMeasure } from '../../schema/near-measure.js';
import { lossMetric } from '../../tasks/metric.js';
import { listed } from '../listed.js';
import { rule } from '../rule.js';

export const unknownMeasure = rule<{ name: string; metrics: readonly string[] }>({
  code: 'TLP561',
  severity: 'error',
  title: 'Unknown measure in an expectation',
  explanation:
    'An expectation names a split that is measured, `test` or `validation`, and a metric of what the pipeline predicts; or `time`. Training examples are not measured: how well they are known says little.',
  message: ({ name }) => `Nothing is measured that is called \`${name}\`.`,
  remedy({ name, metrics }) {
    const near = nearestMeasure(name, metrics);
    if (near !== undefined) return `Did you mean \`${near}\`?`;
    const some = listed(
      (metrics.length > 0 ? metrics : [lossMetric.name]).map((metric) => `\`${metric}\``),
      6,
    );
    return `Write \`time\`, or \`test.\` or \`validation.\` and one of ${some}.`;
  },
  bad: { expect: 'test.acuracy >= 90%' },
  good: { expect: 'test.accuracy >= 90%' },
});
