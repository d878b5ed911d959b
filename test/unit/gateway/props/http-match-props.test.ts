import type { HttpRouteMatch, PathMatch, ValueMatch } from '../../../../lib/gateway/http-match';
import { HttpRoute } from '../../../../lib/gateway/http-route';
import { built, showProps } from '../../../support/show-props';
import { EDGE, PAGE } from './fixtures';

const matched = <P>(toMatch: (props: P) => HttpRouteMatch) =>
  built((chart, props: P) => {
    const rules = [{ name: 'some', matches: [toMatch(props)], backends: [{ backend: PAGE }] }];
    new HttpRoute(chart, 'Route', { name: 'page', gateway: EDGE, rules });
  });

showProps<HttpRouteMatch>('HttpRouteMatch', {
  base: {},
  makes: matched(match => match),
  examples: {
    path: { path: { type: 'Exact', value: '/cart' } },
    method: { method: 'POST' },
    headers: { headers: [{ name: 'x-env', value: 'canary' }] },
    queryParams: { queryParams: [{ name: 'lang', value: 'de' }] },
  },
});

showProps<PathMatch>('PathMatch', {
  base: { type: 'PathPrefix', value: '/cart' },
  makes: matched(path => ({ path })),
  examples: {
    type: { type: 'Exact' },
    'type, by an expression': { type: 'RegularExpression', value: '/cart/[0-9]+' },
    value: { value: '/orders' },
  },
});

showProps<ValueMatch>('ValueMatch', {
  base: { name: 'x-env', value: 'canary' },
  makes: matched(header => ({ headers: [header] })),
  examples: {
    name: { name: 'x-stage' },
    value: { value: 'test' },
    type: { type: 'RegularExpression', value: 'canary|test' },
  },
});
