import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toVerdicts } from '../../../lib/rules/model/verdicts';
import { indexOf } from '../../support/manifests';
import { describeWithShared, readShared, SHARED } from '../../support/shared';

const FOLDER = join(SHARED, 'reference', 'attachment');
const CASES = existsSync(FOLDER) ? readdirSync(FOLDER).filter(file => file.endsWith('.yaml')) : ['none.yaml'];

describeWithShared('the model of attachment', () => {
  it('is held against every recorded case', () => {
    expect(CASES).toHaveLength(150);
  });

  it.each(CASES.map(file => file.replace('.yaml', '')))('says of %s what a running istiod said', name => {
    const recorded = JSON.parse(readShared('reference', 'attachment', `${name}.json`));
    expect(toVerdicts(indexOf(readShared('reference', 'attachment', `${name}.yaml`)))).toEqual(recorded);
  });
});
