import { IssuerAccount } from '../../../lib/addons/cert-manager/issuer-account';
import { only, synthesize, toYaml } from '../../support/synthesize';

test('an account, and the right to ask for its tokens and no others', () =>
  expect(
    toYaml(synthesize(chart => new IssuerAccount(chart, 'Account', { name: 'vault', namespace: 'web' }))),
  ).toMatchSnapshot());

test('controller shows', () => {
  const controller = { name: 'cm', namespace: 'certificates' };
  const objects = synthesize(chart => {
    const account = new IssuerAccount(chart, 'Account', { name: 'vault', namespace: 'web', controller });
    expect(account.name).toBe('vault');
  });
  expect(only(objects, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', ...controller }]);
});
