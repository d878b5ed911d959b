/**
 * Every id that a finding can carry, in order and forever: a retired id keeps its line, with `retired` as its text.
 * Ranges: 001 core, 100 mesh, 200 gateways and routes, 300 apps, 400 stacks and topologies, 500 configuration.
 */
export const FINDING_IDS = {
  AMB001: 'ConstructIsValid',
  AMB002: 'ObjectIsUnique',
  AMB003: 'SecretHasNoData',
  AMB004: 'ObjectResolves',
  AMB005: 'DependenciesHaveAnOrder',
  AMB006: 'OutputFolderHoldsOnlyOutput',
  AMB007: 'OutputFolderIsReplaceable',
  AMB008: 'FileNameIsUnique',
  AMB201: 'GatewayNameFitsService',
  AMB202: 'GatewayHasListeners',
  AMB203: 'ListenerNameIsUnique',
  AMB204: 'ListenerPortIsFree',
  AMB205: 'NodePortInRange',
  AMB206: 'NodePortBelongsToListener',
  AMB207: 'GatewayReplicasArePositive',
  AMB208: 'ReplicasOrAutoscaling',
  AMB209: 'AutoscalingBoundsAreOrdered',
  AMB210: 'BudgetLetsNodesDrain',
  AMB221: 'RouteSectionExists',
  AMB222: 'RouteHasBackends',
  AMB223: 'PathBeginsWithSlash',
  AMB231: 'CookieNameIsToken',
  AMB232: 'CookieTtlIsDuration',
  AMB301: 'PageTextIsPlain',
  AMB302: 'ImageIsPinned',
  AMB303: 'AppReplicasArePositive',
  AMB501: 'CommandLineIsKnown',
  AMB502: 'TopologyIsKnown',
  AMB503: 'OutputFolderIsNamed',
} as const;

export type FindingId = keyof typeof FINDING_IDS;
