/**
 * Where random tests start. Another seed each time on a developer's machine, printed with what fails; the same in CI,
 * where a change that is judged twice gets one answer. `SEED=…` in the environment repeats a run.
 */
export const SEED = Number(process.env.SEED ?? (process.env.CI === 'true' ? 20261128 : Date.now() % 1_000_000));
