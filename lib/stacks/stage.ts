import { Chart } from 'cdk8s';
import { type Construct, Dependable } from 'constructs';

/**
 * A step of the apply order: the charts in it come in the order they were added, after all of the step before.
 * Each chart depends on one other only, so the order costs the same for the first chart and the thousandth.
 */
export class Stage {
  private readonly charts: Chart[] = [];

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
    const existing = this.charts.find(chart => chart.node.id === id);
    if (existing) return existing;
    const chart = new Chart(this.scope, id, { disableResourceNameHashes: true });
    const before = this.charts.at(-1) ?? this.previous;
    if (before) chart.node.addDependency(before);
    this.charts.push(chart);
    return chart;
  }

  /** The chart that everything after this step waits for: none where nothing was added up to here. */
  private get last(): Chart[] {
    const chart = this.charts.at(-1);
    return chart ? [chart] : (this.previous?.last ?? []);
  }
}
