// Adds up what test runners counted: JSON reports of suites, and texts that hold a line `N passed, N failed`.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) {
    const report = JSON.parse(text);
    passed += report.numPassedTests;
    // A file that could not even be loaded, or prepared, ran no test, and has failed all the same.
    const unran = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    );
    failed += report.numFailedTests + unran.length;
    continue;
  }
  const counts = [...text.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  if (!counts) throw new Error(`${file} holds no counts: its runner did not finish`);
  passed += Number(counts[1]);
  failed += Number(counts[2]);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
