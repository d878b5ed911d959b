import { App } from 'cdk8s';
import { DEFAULT_TOPOLOGY, TOPOLOGIES } from '../../lib/topologies';

// The default topology as main.ts makes it, written by the App of cdk8s.
TOPOLOGIES[DEFAULT_TOPOLOGY]().then(topology => {
  const app = new App({ outdir: process.argv[2] });
  topology(app);
  app.synth();
});
