/** An expression that cannot be read, or that has no value for the data that it is given. */
export class CelError extends Error {
  public override readonly name = 'CelError';
}
