/** Negative where `a` is older; versions such as `1.6.1`, of which a release candidate is older than its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  const difference = left.numbers.map((number, index) => number - (right.numbers[index] ?? 0)).find(part => part !== 0);
  return difference ?? Number(left.final) - Number(right.final);
}

function split(version: string): { readonly numbers: number[]; readonly final: boolean } {
  const [core, candidate] = version.replace(/^v/, '').split('-');
  return { numbers: core.split('.').map(part => Number.parseInt(part, 10) || 0), final: candidate === undefined };
}
