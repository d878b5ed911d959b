import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnalyzeOptions, analyzeManifests } from '../../../lib/rules/analyze-manifests';
import { AmbientValidation, type AmbientValidationProps } from '../../../lib/rules/cdk8s-validation';
import type { Made } from '../../support/changes';
import { temporaryFolder } from '../../support/folders';
import { gateway, http } from '../../support/gateway-yaml';
import { indexOf } from '../../support/manifests';
import { showProps } from '../../support/show-props';

/** A Gateway that a rule warns of. */
const WARNED = gateway('edge/g', [http('http')], { gatewayClassName: 'other' });

showProps<AnalyzeOptions>('AnalyzeOptions', {
  base: {},
  makes: options => {
    const { findings } = analyzeManifests(indexOf(WARNED).all, options);
    return new Map(findings.map(({ id, path, ...finding }) => [`${id} at ${path}`, finding]));
  },
  examples: { strict: { strict: true } },
});

const folder = temporaryFolder();

/** What the plugin reports to cdk8s. */
function reported(props: AmbientValidationProps): Made {
  const manifest = join(folder, 'gateway.yaml');
  writeFileSync(manifest, WARNED);
  const made = new Map<string, unknown>();
  // it promises nothing that is still to come: all is reported when it returns
  void new AmbientValidation(props).validate({
    manifests: [manifest],
    report: {
      addViolation: ({ ruleName, recommendation, fix }) => made.set(ruleName, { recommendation, fix }),
      submit: (status, metadata) => made.set('summary', { status, ...metadata }),
    },
  });
  return made;
}

showProps<AmbientValidationProps>('AmbientValidationProps', {
  base: {},
  makes: reported,
  examples: { strict: { strict: true } },
});
