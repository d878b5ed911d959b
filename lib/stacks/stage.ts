import { Chart } from 'cdk8s';
import { type Construct, Dependable } from 'constructs';
import { freeId } from './free-id';

/**
 * A step of the apply order: the charts in it come in the order they were added, after all of the step before.
 * Each chart depends on one other only, so the order costs the same for the first chart and the thousandth.
 */
export class Stage {
  private readonly charts = new Map<string, Chart>();

  private latest?: Chart;

  constructor(
    private readonly scope: Construct,
    private readonly previous?: Stage,
  ) {
    const roots = () => this.last;
    Dependable.implement(this, {
      get dependencyRoots() {
        return roots();
      },
    });
  }

  /** The chart of that id; made when it is asked for first. */
  chart(id: string): Chart {
    const existing = this.charts.get(id);
    if (existing) return existing;
    const chart = new Chart(this.scope, freeId(this.scope, id), { disableResourceNameHashes: true });
    const before = this.latest ?? this.previous;
    if (before) chart.node.addDependency(before);
    this.charts.set(id, chart);
    this.latest = chart;
    return chart;
  }

  /** The chart that everything after this step waits for: none where nothing was added up to here. */
  private get last(): Chart[] {
    return this.latest ? [this.latest] : (this.previous?.last ?? []);
  }
}
