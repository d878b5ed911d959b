import { Chart, Testing } from 'cdk8s';
import { validate } from '../../lib/core/checks';
import { formatFindings } from '../../lib/core/findings';

/** All findings about what is built in a chart, as text. */
export function findingsOf(build: (chart: Chart) => unknown): string {
  const chart = new Chart(Testing.app(), 'mesh');
  build(chart);
  return formatFindings(chart.node.findAll().flatMap(construct => validate(construct).findings));
}
