// The last line of a run says how many tests passed, failed and were skipped.
// With --ci nothing may be left out: a skipped or todo test, a written or obsolete snapshot fails the run.
module.exports = class ClosingLineReporter {
  constructor(config) {
    this.ci = config.ci;
  }

  onRunComplete(_, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const { added, unchecked, filesRemoved, filesAdded } = results.snapshot;
    const untidy = added + unchecked + filesRemoved + filesAdded;
    const mustRunAll = this.ci && process.env.ALLOW_SKIPPED !== '1';
    if (mustRunAll && skipped > 0) this.error = new Error(`${skipped} tests were skipped or are todo`);
    if (this.ci && untidy > 0) this.error = new Error(`${untidy} snapshots were written or are obsolete`);
    if (this.error) process.stderr.write(`\nerror: ${this.error.message}\n`);
    const skippedPart = skipped ? `, ${skipped} skipped` : '';
    const line = `\n${results.numPassedTests} passed, ${failed} failed${skippedPart}\n`;
    process.once('exit', () => process.stdout.write(line)); // after the summary, which has no reporter after it
  }

  getLastError() {
    return this.error;
  }
};
