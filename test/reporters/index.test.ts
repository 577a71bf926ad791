import { expect, it } from 'vitest';
import { formats } from '../../src/model/options.ts';
import { loadReporter } from '../../src/reporters/index.ts';
import { collect, makeContext, makeReport } from './make-report.ts';

it.each(formats)('loads the reporter of the format %s', async (format) => {
  const report = await loadReporter(format);
  expect(await collect(report(makeReport(), makeContext()))).toMatch(/\n$/);
});
