import { toKindSchema } from '../../../scripts/import/schemas';
import { definitions } from '../../../scripts/import/select';
import { pin, tinyCrd } from '../../support/tiny-crds';

const SPEC = {
  type: 'object',
  required: ['size'],
  properties: { size: { type: 'string' }, description: { type: 'string' } },
};

const kindSchemas = (text: string) => definitions({ entry: pin('tools', 'saws.yaml', text), text }).map(toKindSchema);

describe('toKindSchema', () => {
  it('keeps each served schema without descriptions, equal ones once', () => {
    expect(kindSchemas(tinyCrd('Saw'))).toEqual([
      {
        group: 'example.com',
        kind: 'Saw',
        scope: 'Namespaced',
        versions: { v1: { type: 'object', properties: { spec: SPEC } }, v2: 'v1' },
      },
    ]);
  });

  it('leaves out versions that are not served', () => {
    const [saw] = kindSchemas(tinyCrd('Saw').replace('served: true', 'served: false'));
    expect(Object.keys(saw?.versions ?? {})).toEqual(['v2']);
  });

  it('leaves out the status, which no user writes', () => {
    const [saw] = kindSchemas(tinyCrd('Saw').replaceAll('          spec:', '          status: {}\n          spec:'));
    expect(saw?.versions.v1).toEqual({ type: 'object', properties: { spec: SPEC } });
  });
});
