import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../../../lib/rules/app';
import { TOPOLOGIES } from '../../../../lib/topologies';
import { addDefinitions } from '../../../../scripts/crds/definitions';
import { describeWithShared, SHARED } from '../../../support/shared';

async function withDefinitions(topology: string, directory: string) {
  const app = new App();
  const system = (await TOPOLOGIES[topology]())(app);
  await addDefinitions(app, system.definitionsLeft, directory);
  return app.synthesized();
}

describeWithShared('definitions beside what they define', () => {
  const crds = join(SHARED, 'crds');

  test('come in a file before all others, whole, and nothing is found wrong', async () => {
    const { files, findings } = await withDefinitions('intranet-internet', crds);
    expect(findings).toEqual([]);
    expect(files.map(({ file }) => file).slice(0, 2)).toEqual([
      '0000-definitions.k8s.yaml',
      '0001-namespaces.k8s.yaml',
    ]);
    const names = files[0]?.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`) ?? [];
    expect(names).toContain('CustomResourceDefinition httproutes.gateway.networking.k8s.io');
    expect(names).toContain('CustomResourceDefinition authorizationpolicies.security.istio.io');
    expect(names).toContain('ValidatingAdmissionPolicyBinding safe-upgrades.gateway.networking.k8s.io');
  });

  test('are left to Flux where it brings them', async () => {
    const { files } = await withDefinitions('shared-gateway', crds);
    expect(files[0]?.file).toBe('0000-namespaces.k8s.yaml');
  });

  test('are left to the platform and to the operator on OpenShift', async () => {
    const { files } = await withDefinitions('openshift-bookinfo', crds);
    expect(files[0]?.file).toBe('0000-namespaces.k8s.yaml');
  });
});

test('fails where a file is in no folder and of no hash there', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'ambient-test-'));
  await expect(withDefinitions('intranet-internet', empty)).rejects.toThrow(
    /^gateway-api\/.* is not in .*, and no file there has its hash\n/,
  );
  rmSync(empty, { recursive: true });
});
