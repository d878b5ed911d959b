import { Chart } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { FindingsError } from '../../../lib/core/findings';
import { located } from '../../../lib/core/tracing';
import { Gateway } from '../../../lib/gateway/gateway';

describe('what is thrown while a system is made', () => {
  const thrownBy = (make: () => unknown) =>
    located(make).then(
      () => undefined,
      (error: Error) => error,
    );
  const HERE = /^test\/unit\/core\/located\.test\.ts:\d+/;

  it('names the line of code that it comes from', async () => {
    const wrong = { lines: undefined as unknown as string[] };
    const error = await thrownBy(() => wrong.lines.length);
    expect(error?.message).toMatch(HERE);
    expect(error?.message.replace(HERE, 'HERE')).toBe("HERE: Cannot read properties of undefined (reading 'length')");
    expect(error?.cause).toBeInstanceOf(TypeError);
    expect((await thrownBy(async () => wrong.lines.length))?.message).toMatch(HERE);
  });

  it('names it in each finding', async () => {
    const props = { name: 'edge', listeners: 'http' } as unknown as ConstructorParameters<typeof Gateway>[2];
    const error = await thrownBy(() => new Gateway(new Chart(new App(), 'web'), 'Gateway', props));
    expect(error).toBeInstanceOf(FindingsError);
    expect((error as FindingsError).findings).toMatchObject([{ id: 'AMB001', line: expect.stringMatching(HERE) }]);
    expect(error?.message).toContain((error as FindingsError).findings[0].line);
  });

  it('is left as it is where it names none', async () => {
    const bare = Object.assign(new Error('no stack'), { stack: 'no stack' });
    expect(await thrownBy(() => Promise.reject(bare))).toBe(bare);
    expect(await thrownBy(() => Promise.reject('a text'))).toBe('a text');
    expect(await located(() => 'made')).toBe('made');
  });
});
