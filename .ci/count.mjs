/** Prints "N passed, N failed" from vitest's JSON report. A file that could not even start counts as a failed test. */
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
console.log(`${numPassedTests} passed, ${numFailedTests + broken.length} failed`);
