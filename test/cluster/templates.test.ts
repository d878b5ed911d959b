import type { IstioVersion } from '../../lib/mesh/versions';
import { VERSIONS } from '../../lib/mesh/versions';
import { CHART_CASES } from '../support/reference/chart-cases';
import { asRecorded, GATEWAY_REFERENCES, gatewayCaseFile, readGatewayReference } from '../support/reference/gateways';
import { describeWithShared } from '../support/shared';
import { synthMesh } from '../support/synth-mesh';
import { type Applied, BUILD_MS, buildTemplatesProgram, type TemplatesProgram } from '../support/templates-program';

const versionOf = (minor: string) => VERSIONS.find(row => row.minor === minor)?.referenced as IstioVersion;

describeWithShared('the templates of an ambient mesh', () => {
  let program: TemplatesProgram;

  beforeAll(() => {
    program = buildTemplatesProgram();
  }, BUILD_MS);

  afterAll(() => program?.remove());

  test('are held against every recorded gateway', () => {
    expect(GATEWAY_REFERENCES.flatMap(({ cases }) => cases)).toHaveLength(78);
  });

  describe.each(GATEWAY_REFERENCES)('of $minor, $mesh', reference => {
    let deployed: Record<string, Applied[]>;

    beforeAll(() => {
      const mesh = synthMesh({ ...CHART_CASES[reference.mesh], version: versionOf(reference.minor) });
      deployed = program.deploy(mesh, reference.cases.map(gatewayCaseFile));
    });

    test.each(reference.cases)('make istiod deploy what its own made it deploy for %s', name => {
      expect(asRecorded(deployed[name])).toStrictEqual(readGatewayReference(reference, name));
    });

    test('leave what they deploy to the garbage collector, once its Gateway is gone', () => {
      const owners = Object.values(deployed).flatMap(objects =>
        objects.map(({ metadata }) => metadata.ownerReferences),
      );
      expect(owners).toEqual(owners.map(() => [expect.objectContaining({ kind: 'Gateway', uid: expect.any(String) })]));
    });
  });
});
