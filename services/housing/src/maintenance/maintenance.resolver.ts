import {
  childrenOf,
  commandOf,
  type Context,
  forbidden,
  page,
  type Page,
  PageArgs,
  requireRole,
  requireWorker,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Lease } from '../lease/lease.entity.ts';
import { mayReadHome } from '../lease/tenancy.policy.ts';
import { MaintenanceRequest, MaintenanceRequestConnection } from './maintenance.entity.ts';
import {
  AcceptMaintenanceInput,
  CompleteMaintenanceInput,
  ConfirmMaintenanceInput,
  DeclineMaintenanceInput,
  RequestMaintenanceInput,
} from './maintenance.inputs.ts';
import {
  acceptMaintenanceAnswer,
  completeMaintenanceAnswer,
  confirmMaintenanceAnswer,
  declineMaintenanceAnswer,
  requestMaintenanceAnswer,
} from './maintenance.payloads.ts';
import { MaintenanceState } from './maintenance.rules.ts';
import {
  acceptMaintenance,
  completeMaintenance,
  confirmMaintenance,
  declineMaintenance,
  requestMaintenance,
} from './maintenance.service.ts';

@ArgsType()
class MaintenanceRequestsArgs extends PageArgs {
  @Field(() => MaintenanceState, { nullable: true, description: 'Only those in this state.' })
  state?: MaintenanceState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this property.' })
  propertyId?: string | null;
}

@Resolver(() => Lease)
export class MaintenanceResolver {
  @Query(() => MaintenanceRequestConnection, {
    nullable: true,
    description: 'Requests, oldest first; for housing staff.',
  })
  async maintenanceRequests(
    @Args(() => MaintenanceRequestsArgs) args: MaintenanceRequestsArgs,
    @Ctx() context: Context,
  ): Promise<Page<MaintenanceRequest>> {
    requireRole(context, ['HOUSING_STAFF']);
    const { state, propertyId } = args;
    const where = {
      ...(state ? { state } : {}),
      ...(propertyId ? { unitRef: { propertyRef: { id: propertyId } } } : {}),
    };
    const list = { entity: MaintenanceRequest, field: 'maintenanceRequests', where, order: [['id', 'asc']] } as const;
    return page(context, list, args);
  }

  @FieldResolver(() => [MaintenanceRequest], {
    name: 'maintenanceRequests',
    nullable: true,
    description: 'Repairs the tenant asked for, first to last; for the tenant and housing staff.',
  })
  async maintenanceRequestsOf(@Root() lease: Lease, @Ctx() context: Context): Promise<MaintenanceRequest[]> {
    if (!mayReadHome(context.caller, lease.tenantId)) throw forbidden();
    const list = { entity: MaintenanceRequest, parent: 'leaseRef', order: [['id', 'asc']] } as const;
    return childrenOf(context, list, lease.id);
  }

  @Mutation(() => requestMaintenanceAnswer.Payload, { description: 'Reports what is broken where the caller lives.' })
  async requestMaintenance(
    @Arg('input', () => RequestMaintenanceInput, { description: 'Where, and what.' }) input: RequestMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const command = { ...commandOf(context, input), workerId: requireWorker(context) };
    return requestMaintenanceAnswer.of(await requestMaintenance(context.em, command));
  }

  @Mutation(() => acceptMaintenanceAnswer.Payload, { description: 'Promises a repair for a day; for housing staff.' })
  async acceptMaintenance(
    @Arg('input', () => AcceptMaintenanceInput, { description: 'Which, and for when.' }) input: AcceptMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return acceptMaintenanceAnswer.of(await acceptMaintenance(context.em, commandOf(context, input)));
  }

  @Mutation(() => declineMaintenanceAnswer.Payload, {
    description: 'Declines a repair, with a reason that the tenant reads; for housing staff.',
  })
  async declineMaintenance(
    @Arg('input', () => DeclineMaintenanceInput, { description: 'Which, and why.' }) input: DeclineMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return declineMaintenanceAnswer.of(await declineMaintenance(context.em, commandOf(context, input)));
  }

  @Mutation(() => completeMaintenanceAnswer.Payload, { description: 'Records a repair as done; for housing staff.' })
  async completeMaintenance(
    @Arg('input', () => CompleteMaintenanceInput, { description: 'Which.' }) input: CompleteMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return completeMaintenanceAnswer.of(await completeMaintenance(context.em, commandOf(context, input)));
  }

  @Mutation(() => confirmMaintenanceAnswer.Payload, {
    description: 'Says whether the caller’s own request is mended; after a week of silence it is closed.',
  })
  async confirmMaintenance(
    @Arg('input', () => ConfirmMaintenanceInput, { description: 'Which, and whether.' }) input: ConfirmMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const command = { ...commandOf(context, input), workerId: requireWorker(context) };
    return confirmMaintenanceAnswer.of(await confirmMaintenance(context.em, command));
  }
}
