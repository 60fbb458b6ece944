import { buildSchema } from 'graphql';

/**
 * As much of the schema of Apollo’s registry as Rover’s `subgraph` and `supergraph` commands ask for. Names, and the
 * types in unions, are Rover’s: it is compiled against them. Inputs are scalars, so that a Rover that sends a field more
 * is still understood.
 */
export const roverSchema = buildSchema(`
  scalar SubgraphCheckAsyncInput
  scalar PartialSchemaInput
  scalar GitContextInput
  scalar Timestamp
  scalar GraphQLDocument

  type Query {
    frontendUrlRoot: String!
    me: Identity
    graph(id: ID!): Graph
    variant(ref: ID!): GraphVariantLookup
  }

  type Mutation {
    graph(id: ID!): GraphMutation
  }

  interface Identity { id: ID! asActor: Actor! }
  type Actor { type: ActorType! actorId: ID! }
  enum ActorType { GRAPH }

  type Graph implements Identity {
    id: ID!
    title: String!
    asActor: Actor!
    variants: [GraphVariant!]!
    variant(name: String!): GraphVariant
    checkWorkflow(id: ID!): CheckWorkflow
  }

  union GraphVariantLookup = GraphVariant | InvalidRefFormat
  type InvalidRefFormat { message: String! }

  type GraphVariant {
    id: ID!
    name: String!
    subgraph(name: ID!): GraphVariantSubgraph
    subgraphs: [GraphVariantSubgraph!]
    latestLaunch: Launch
    latestApprovedLaunch: Launch
    sourceVariant: GraphVariant
  }
  type GraphVariantSubgraph { name: String! url: String updatedAt: Timestamp! activePartialSchema: PartialSchema! }
  type PartialSchema { sdl: String! }

  type Launch { buildInput: BuildInput! build: Build }
  union BuildInput = CompositionBuildInput | FilterBuildInput
  type CompositionBuildInput { version: String }
  type FilterBuildInput { schemaHash: String! }
  type Build { result: BuildResult }
  union BuildResult = BuildSuccess | BuildFailure
  type BuildSuccess { coreSchema: CoreSchema! }
  type CoreSchema { coreDocument: GraphQLDocument! }
  type BuildFailure { errorMessages: [BuildError!]! }
  type BuildError { message: String! code: String }

  type GraphMutation {
    variant(name: String!): GraphVariantMutation
    publishSubgraph(
      name: String!
      url: String
      revision: String!
      activePartialSchema: PartialSchemaInput!
      graphVariant: String!
      gitContext: GitContextInput
    ): SubgraphPublication
    removeImplementingServiceAndTriggerComposition(
      graphVariant: String!
      name: String!
      dryRun: Boolean = false
    ): SubgraphRemoval!
    lintSchema(sdl: String!, baseSdl: String): LintResult!
  }
  type GraphVariantMutation { submitSubgraphCheckAsync(input: SubgraphCheckAsyncInput!): CheckRequestResult! }
  union CheckRequestResult = CheckRequestSuccess | InvalidInputError | PermissionError | PlanError
  type CheckRequestSuccess { targetURL: String! workflowID: ID! }
  type InvalidInputError { message: String! }
  type PermissionError { message: String! }
  type PlanError { message: String! }

  type SubgraphPublication {
    compositionConfig: CompositionConfig
    errors: [SchemaCompositionError]!
    updatedGateway: Boolean!
    wasCreated: Boolean!
    wasUpdated: Boolean!
    launchUrl: String
    launchCliCopy: String
  }
  type CompositionConfig { schemaHash: String! }
  type SubgraphRemoval { errors: [SchemaCompositionError]! updatedGateway: Boolean! }
  type SchemaCompositionError { message: String! code: String locations: [SourceLocation]! }
  type SourceLocation { line: Int! column: Int! }

  enum CheckWorkflowStatus { PENDING PASSED FAILED }
  enum CheckWorkflowTaskStatus { BLOCKED PENDING PASSED FAILED }
  type CheckWorkflow { status: CheckWorkflowStatus! tasks: [CheckWorkflowTask!]! }
  interface CheckWorkflowTask { status: CheckWorkflowTaskStatus! targetURL: String }
  type CompositionCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    coreSchemaModified: Boolean!
    result: CompositionCheckResult
  }
  type CompositionCheckResult { errors: [SchemaCompositionError!]! }
  type OperationsCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    result: OperationsCheckResult
  }
  enum ChangeSeverity { FAILURE NOTICE }
  type OperationsCheckResult {
    checkSeverity: ChangeSeverity!
    numberOfCheckedOperations: Int!
    changes: [Change!]!
  }
  type Change { severity: ChangeSeverity! code: String! description: String! }
  type LintCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    result: LintResult
  }
  enum LintDiagnosticLevel { ERROR WARNING IGNORED }
  type LintResult { diagnostics: [LintDiagnostic!]! stats: LintStats! }
  type LintStats { errorsCount: Int! warningsCount: Int! }
  type LintDiagnostic {
    level: LintDiagnosticLevel!
    message: String!
    coordinate: String!
    rule: String!
    sourceLocations: [Coordinate!]!
  }
  type Coordinate { start: Position end: Position subgraphName: String }
  type Position { byteOffset: Int! column: Int! line: Int! }
  type CustomCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    result: CustomCheckResult
  }
  enum ViolationLevel { ERROR WARNING INFO }
  type CustomCheckResult { violations: [Violation!]! }
  type Violation {
    coordinate: String
    level: ViolationLevel!
    message: String!
    rule: String!
    sourceLocations: [Coordinate!]
  }
  type ProposalsCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    didOverrideProposalsCheckTask: Boolean!
    proposalCoverage: String!
    relatedProposalResults: [RelatedProposalResult!]!
    severityLevel: String!
  }
  type RelatedProposalResult { statusAtCheck: String! proposal: Proposal! }
  type Proposal { displayName: String! }
  type DownstreamCheckTask implements CheckWorkflowTask {
    status: CheckWorkflowTaskStatus!
    targetURL: String
    results: [DownstreamCheckResult!]
  }
  type DownstreamCheckResult { downstreamVariantName: String! failsUpstreamWorkflow: Boolean }
`);
