import type { Way } from './walk';

/** Ways as a table for people: what is asked where, and the pods that answer. */
export function toTable(ways: readonly Way[]): string {
  const rows = ways.map(({ gateway, entrance, request, route, share, end }) => {
    const row = [`${gateway.namespace}/${gateway.name}`, entrance, request, [route, share].filter(Boolean).join(', ')];
    return [...row, ...toEnd(end)];
  });
  const all = [['Gateway', 'way in', 'request', 'route', 'waypoint', 'Service', 'pods'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map(row => row[column].length)));
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n');
}

function toEnd(end: Way['end']): string[] {
  if (typeof end === 'string') return ['', '', `NOWHERE: ${end}`];
  if ('redirect' in end) return ['', '', end.redirect];
  const pods = end.workloads.map(({ kind, name, replicas, port }) => `${kind} ${name} (${replicas}) :${port}`);
  return [end.waypoint ?? '-', `${end.namespace}/${end.service}:${end.port}`, pods.join(', ')];
}
