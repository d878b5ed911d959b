/** What is wrong with the input of a command, all of it at once; printed without a stack, each cure once. */
export class Faults extends Error {
  constructor(
    readonly faults: readonly string[],
    readonly cures: readonly string[] = [],
  ) {
    super([...faults, ...cures.map(cure => `cure: ${cure}`)].join('\n'));
    this.name = 'Faults';
  }
}

/** Throws the faults of all the errors together; an error of another kind is a defect and is thrown as it is. */
function throwTogether(errors: readonly unknown[]): void {
  const defect = errors.find(error => !(error instanceof Faults));
  if (defect !== undefined) throw defect;
  const all = errors as Faults[];
  if (all.length > 0) {
    throw new Faults(
      all.flatMap(error => error.faults),
      [...new Set(all.flatMap(error => error.cures))],
    );
  }
}

/** Does a job for every item, and throws the faults of all of them together. */
export function collect<T, R>(items: readonly T[], job: (item: T) => R): R[] {
  const errors: unknown[] = [];
  const results = items.flatMap(item => {
    try {
      return [job(item)];
    } catch (error) {
      errors.push(error);
      return [];
    }
  });
  throwTogether(errors);
  return results;
}

/** Waits for every job, and throws the faults of all of them together. */
export async function settle<T>(jobs: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(jobs);
  throwTogether(results.filter(result => result.status === 'rejected').map(result => result.reason as unknown));
  return results.map(result => (result as PromiseFulfilledResult<T>).value);
}
