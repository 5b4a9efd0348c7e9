import { describe, expect, it } from 'vitest';
import { renderReport } from './page.js';
import { sampleReport } from './sample.fixture.js';

const hostile = `<img src=x onerror="alert('1')">&amp; "quoted"`;

describe('renderReport', () => {
  it('asks for nothing outside of itself', () => {
    const page = renderReport(sampleReport(['cat', 'dog', 'bird']));
    const sources = [...page.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]*)/g)].map(
      ([, source]) => source,
    );
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !source?.startsWith('data:'))).toEqual([]);
    expect(page).not.toMatch(/@import|<link|<iframe|https?:\/\//);
    expect(page).toContain(`default-src 'none'`);
  });

  it('escapes names from folders, files and the pipeline wherever they stand', () => {
    const sample = sampleReport([hostile, 'dog', 'bird']);
    const page = renderReport({
      ...sample,
      pipeline: hostile,
      description: hostile,
      file: hostile,
      warnings: [{ code: 'TLP354', message: hostile, remedy: hostile }],
      phases: sample.phases.map((phase) => ({ ...phase, name: hostile, cut: hostile })),
      epochs: sample.epochs.map((epoch) => ({ ...epoch, phase: hostile })),
      values: [{ path: hostile, value: hostile, origin: { kind: 'set', text: hostile } }],
    });
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain(hostile);
    expect(page).toContain(
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp; &quot;quoted&quot;',
    );
  });

  it('draws the cut of each phase between the right blocks', () => {
    const page = renderReport(sampleReport(['cat', 'dog']));
    const cuts = [...page.matchAll(/>(\w+)<small>[^<]*<\/small><\/div><div class="cut">/g)].map(([, b]) => b);
    expect(cuts).toEqual(['top', 'block5']);
  });

  it('tells how many pairs a phase learned, and how a head was solved', () => {
    const sample = sampleReport(['cat', 'dog']);
    const [head, tune] = sample.phases;
    const solved = { by: { kind: 'ridge', l2: 300 }, tried: 9, temperature: 0.08123 } as const;
    const page = renderReport({
      ...sample,
      phases: [
        { ...head!, pairs: { same: 320, different: 320, steps: 40 } },
        { ...tune!, solved },
      ],
    });
    expect(page).toContain('Pairs are learned, 640 per epoch: 320 of one class, 320 of two; 40 steps.');
    expect(page).toContain(
      'solved by ridge(l2: 300), the best of 9 strengths on the validation images; temperature 0.0812.',
    );
  });

  it('shows numbers in the matrix of few classes and colours only in that of many', () => {
    expect(renderReport(sampleReport(['cat', 'dog']))).toContain('class="matrix"');
    const many = Array.from({ length: 60 }, (_, i) => `class ${i}`);
    expect(renderReport(sampleReport(many))).toContain('class="matrix dense"');
  });

  it('has points for the pointer in every chart that its script looks at', () => {
    const page = renderReport(sampleReport(['cat', 'dog']));
    expect(page).toContain('aria-label="Reliability diagram.');
    expect([...page.matchAll(/class="chart"(?! data-points)/g)]).toEqual([]);
  });

  it('holds the mistakes of a cell for whoever asks for them', () => {
    const sample = sampleReport(['cat', 'dog']);
    const judged = sample.judged!;
    const mistakes = Array.from({ length: 30 }, (_, i) => ({
      ...judged.mistakes[1]!,
      id: `dog/${i}.png`,
      cell: [1, 0] as const,
    }));
    const page = renderReport({ ...sample, judged: { ...judged, mistakes, mistakeCount: 50 } });
    expect(page).toContain('24 of 50 mistakes on the test split.');
    expect(page).toContain('30 of them are on this page');
    expect([...page.matchAll(/<figure[^>]* data-cell="1,0" hidden>/g)]).toHaveLength(6);
    expect(page).toContain('<button type="button" data-cell="1,0" title="dog predicted as cat:');
  });

  it('shows the nearest training examples of a mistake, or why there are none', () => {
    const sample = sampleReport(['cat', hostile]);
    const judged = sample.judged!;
    const near = { id: 'cat/3.png', label: hostile, similarity: 0.987, shown: null };
    const [first, ...others] = judged.mistakes;
    const mistakes = [{ ...first!, nearest: [near, { ...near, label: 'cat' }] }, ...others];
    const page = renderReport({ ...sample, judged: { ...judged, mistakes, nearest: hostile } });
    expect(page).not.toContain(hostile);
    expect(page).toMatch(/<summary>nearest: &lt;img[^<]*, cat<\/summary>/);
    expect([...page.matchAll(/<li title="cat\/3\.png">/g)]).toHaveLength(2);
    expect(page).toContain('0.99</li>');
    expect([...page.matchAll(/<details>/g)]).toHaveLength(1);
  });

  it('shows the worst slice first, and each opens its mistakes', () => {
    const sample = sampleReport(['cat', 'dog']);
    const judged = sample.judged!;
    const mistakes = judged.mistakes.map((mistake, i) => ({ ...mistake, slices: [`0.${i}`] }));
    const share = { value: 0.3, low: 0.2, high: 0.4 };
    const slices = [
      {
        by: { kind: 'column', column: hostile },
        split: 'test',
        metrics: ['accuracy', 'loss'],
        slices: [
          { name: hostile, count: 1200, values: [share, { value: 1.5, low: 1, high: 2 }], worse: true },
          { name: 'LU', count: 2, values: [share, { value: 1, low: null, high: null }], worse: false },
        ],
      },
    ] as const;
    const page = renderReport({ ...sample, slices, judged: { ...judged, mistakes } });
    expect(page).not.toContain(hostile);
    expect(page).toMatch(/data-slice="0\.0".*worse.*1,200.*30\.0% \(20\.0% to 40\.0%\)/s);
    expect(page).toMatch(/data-slice="0\.1"[^>]*>LU<\/button><\/td>/);
    expect(page).toContain('<figure title="dog/image.png" data-slices="0.1">');
  });

  it('still is a page where nothing could be held out', () => {
    const sample = sampleReport(['cat', 'dog']);
    const epochs = sample.epochs.map((epoch) => ({ ...epoch, validation: null }));
    const page = renderReport({ ...sample, epochs, judged: null, metrics: { validation: null, test: null } });
    expect(page).toContain('What was computed');
    expect(page).not.toContain('What is taken for what');
    expect(page.slice(0, page.indexOf('<script>'))).not.toMatch(/NaN|undefined/);
  });
});
