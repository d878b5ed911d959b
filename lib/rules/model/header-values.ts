/** Commands of Envoy that stand for a value, as `%PROTOCOL%`; of the last two groups there are many. */
const COMMANDS = [
  'ACCESS_LOG_TYPE',
  'BYTES_[A-Z]+',
  'CEL',
  'CLUSTER_METADATA',
  'CONNECTION_ID',
  'CONNECTION_TERMINATION_DETAILS',
  'CUSTOM_FLAGS',
  '[A-Z_]*DURATION',
  'DYNAMIC_METADATA',
  'EMIT_TIME(_LOCAL)?',
  'ENVIRONMENT',
  'FILTER_CHAIN_NAME',
  'FILTER_STATE',
  'GRPC_STATUS(_NUMBER)?',
  'HOSTNAME',
  'METADATA',
  'PACKETS_[A-Z]+',
  'PATH',
  'PER_REQUEST_STATE',
  'PROTOCOL',
  'QUERY_PARAMS?',
  'REQ',
  'REQUEST[A-Z_]*',
  'RESP',
  'RESPONSE_[A-Z_]+',
  'ROUTE_NAME',
  'SPAN_ID',
  'START_TIME(_LOCAL)?',
  'STREAM_ID',
  'TLS_[A-Z0-9_]+',
  'TRACE_ID',
  'TRAILER',
  'UNIQUE_ID',
  'VIRTUAL_[A-Z_]+',
  'DOWNSTREAM_[A-Z0-9_]+',
  'UPSTREAM_[A-Z0-9_]+',
];

const READ = new RegExp(`%%|%(${COMMANDS.join('|')})(\\([^)]*\\))?(:\\d+)?%`, 'g');

/**
 * Whether Envoy fails to read a value for a header; it then refuses all routes of the port.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers
 */
export function isUnreadable(value: string): boolean {
  return value.includes('%') && value.replace(READ, '').includes('%');
}
