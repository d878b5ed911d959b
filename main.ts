import { existsSync, readFileSync } from 'node:fs';
import { FindingsError, formatFindings } from './lib/core/findings';
import { toFileLines } from './lib/core/report';
import { toCrdSources } from './lib/mesh/crd-sources';
import { App } from './lib/rules/app';
import { TOPOLOGIES } from './lib/topologies';
import { parseConfiguration, USAGE } from './lib/topologies/configuration';
import { withDotEnv } from './lib/topologies/dot-env';

async function main(): Promise<void> {
  const env = withDotEnv(existsSync('.env') ? readFileSync('.env', 'utf8') : undefined, process.env);
  const configuration = parseConfiguration(process.argv.slice(2), env, Object.keys(TOPOLOGIES));
  if (configuration.help) return console.log(USAGE);

  const { topology, outdir, settings } = configuration;
  const app = new App({ outdir });
  const system = (await TOPOLOGIES[topology]())(app, settings);
  const { files, findings } = app.synth();
  if (findings.length > 0) console.error(`${formatFindings(findings)}\n`);

  if (process.env.CDK8S_OUTDIR) return; // the cdk8s command line prints a list of its own
  console.log(`${topology}: ${files.length} files in ${outdir}`);
  console.log(toFileLines(files).join('\n'));
  console.log(`\nApply it${system.enabled ? ', in this order (the first two once a cluster)' : ''}:`);
  for (const url of system.enabled ? toCrdSources(system.mesh) : [])
    console.log(`  kubectl apply --server-side -f ${url}`);
  console.log(`  kubectl apply -f ${outdir}`);
}

main().catch((error: unknown) => {
  console.error(
    error instanceof FindingsError ? error.message : `error: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
});
