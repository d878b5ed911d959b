import { readFileSync } from 'node:fs';
import { FindingsError, formatFindings } from './lib/core/findings';
import { toFileLines } from './lib/core/report';
import { styleFor } from './lib/core/style';
import { located } from './lib/core/tracing';
import { App } from './lib/rules/app';
import { TOPOLOGIES } from './lib/topologies';
import { parseConfiguration, USAGE } from './lib/topologies/configuration';
import { withDotEnv } from './lib/topologies/dot-env';
import { toApplySteps } from './scripts/synth/apply-steps';

const style = styleFor(process.stderr, process.env.NO_COLOR);

async function main(): Promise<void> {
  const env = withDotEnv(() => readFileSync('.env', 'utf8'), process.env);
  const configuration = parseConfiguration(process.argv.slice(2), env, Object.keys(TOPOLOGIES));
  if (configuration.help) return console.log(USAGE);

  const { topology, outdir, strict, settings } = configuration;
  const build = await located(TOPOLOGIES[topology]);
  const app = new App({ outdir, strict, rebuild: again => build(again, settings) });
  const system = await located(() => build(app, settings));
  if (configuration.crds) {
    const { addDefinitions } = await import('./scripts/crds/definitions');
    await addDefinitions(app, system.definitionsLeft, configuration.crdsDir);
  }
  const { files, findings } = app.synth();
  if (findings.length > 0) console.error(`${formatFindings(findings, style)}\n`);

  if (process.env.CDK8S_OUTDIR) return; // the cdk8s command line prints a list of its own
  console.log(`${topology}: ${files.length} files in ${outdir}`);
  console.log(toFileLines(files).join('\n'));
  const objects = files.flatMap(file => file.objects);
  const definitions = files.find(({ file }) => /^\d+-definitions\./.test(file))?.file;
  console.log(toApplySteps({ system, objects, outdir, definitions }).join('\n'));
}

main().catch((error: unknown) => {
  console.error(
    error instanceof FindingsError
      ? formatFindings(error.findings, style)
      : `error: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
});
