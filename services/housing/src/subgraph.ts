import { defineSubgraph, entityReference, keepCalendar, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { recordWhatTimeChanged } from './lease/lease.due.ts';
import { Lease, LeaseStep } from './lease/lease.entity.ts';
import { applicationPolicy, homesPolicy, purchaseCodePolicy } from './lease/homes.fields.ts';
import { leaseReference, masterLeaseReference } from './lease/lease.reference.ts';
import { tellTenancies } from './lease/tell-tenancies.due.ts';
import { LeaseResolver, MasterLeaseResolver } from './lease/lease.resolver.ts';
import { TenancyResolver } from './lease/tenancy.resolver.ts';
import { MasterLease, MasterLeaseUnit } from './lease/master-lease.entity.ts';
import {
  CommunityPropertiesResolver,
  EnterpriseMasterLeasesResolver,
  WorkerHomesResolver,
} from './links/links.resolver.ts';
import { Community, Enterprise, LivingCircle, Worker } from './links/links.stub.ts';
import { LivingCirclePropertyResolver } from './links/living-circle.resolver.ts';
import { FiguresHousingResolver, HousingFiguresResolver } from './figures/figures.resolver.ts';
import { Figures } from './figures/housing-figures.ts';
import { employmentEnded, employmentStarted } from './follow/employment.events.ts';
import { offerAfterLodging } from './follow/lodging.due.ts';
import { workersMerged } from './follow/merges.ts';
import { StuckHousingResolver } from './follow/stuck.resolver.ts';
import { KnownEmployment } from './known/known-employment.entity.ts';
import { cases, OpenCase } from './known/open-case.entity.ts';
import { LodgingEntitlementResolver } from './lodging/lodging-entitlement.resolver.ts';
import { Application, ApplicationStep } from './listing/application.entity.ts';
import { DrawProofResolver } from './listing/draw-proof.resolver.ts';
import { closeListings, offerWhatIsFree } from './listing/listing.due.ts';
import { Listing, ListingUnit } from './listing/listing.entity.ts';
import { applicationReference, listingReference } from './listing/listing.reference.ts';
import { ListingResolver } from './listing/listing.resolver.ts';
import { ApplyingResolver, ManageListingResolver } from './listing/manage-listing.resolver.ts';
import { MaintenanceRequest, MaintenanceStep } from './maintenance/maintenance.entity.ts';
import { MaintenanceResolver } from './maintenance/maintenance.resolver.ts';
import { closeAfterSilence } from './maintenance/maintenance.service.ts';
import { Property } from './property/property.entity.ts';
import { PropertyResolver } from './property/property.resolver.ts';
import { HomePurchase, HomePurchaseStep } from './purchase/home-purchase.entity.ts';
import { PurchaseCode } from './purchase/purchase-code.entity.ts';
import { homePurchaseReference, purchaseCodeReference } from './purchase/purchase.reference.ts';
import { HomePurchaseResolver, PurchaseCodeResolver } from './purchase/purchase.resolver.ts';
import { RentCharge, RentPayment } from './rent/rent-charge.entity.ts';
import { chargeRent } from './rent/rent.due.ts';
import { RentRefund } from './rent/rent-refund.entity.ts';
import { RentRefundResolver } from './rent/rent-refund.resolver.ts';
import { RentResolver } from './rent/rent.resolver.ts';
import { SearchHomesResolver } from './search/search.resolver.ts';
import { Unit } from './unit/unit.entity.ts';
import { UnitResolver } from './unit/unit.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'housing',
  resolvers: [
    ApplyingResolver,
    CommunityPropertiesResolver,
    DrawProofResolver,
    EnterpriseMasterLeasesResolver,
    FiguresHousingResolver,
    HomePurchaseResolver,
    HousingFiguresResolver,
    LeaseResolver,
    ListingResolver,
    LivingCirclePropertyResolver,
    LodgingEntitlementResolver,
    ManageListingResolver,
    MaintenanceResolver,
    MasterLeaseResolver,
    PropertyResolver,
    PurchaseCodeResolver,
    RentResolver,
    RentRefundResolver,
    SearchHomesResolver,
    StuckHousingResolver,
    TenancyResolver,
    UnitResolver,
    WorkerHomesResolver,
  ],
  types: [Community, Enterprise, Figures, LivingCircle, Worker],
  references: {
    Application: applicationReference,
    Community: stubReference,
    Enterprise: stubReference,
    Figures: stubReference,
    HomePurchase: homePurchaseReference,
    Lease: leaseReference,
    Listing: listingReference,
    LivingCircle: stubReference,
    MasterLease: masterLeaseReference,
    Property: entityReference(Property),
    PurchaseCode: purchaseCodeReference,
    Unit: entityReference(Unit),
    Worker: stubReference,
  },
  entities: [
    Application,
    ApplicationStep,
    HomePurchase,
    HomePurchaseStep,
    KnownEmployment,
    Lease,
    LeaseStep,
    Listing,
    ListingUnit,
    MaintenanceRequest,
    MaintenanceStep,
    MasterLease,
    MasterLeaseUnit,
    OpenCase,
    Property,
    PurchaseCode,
    RentCharge,
    RentPayment,
    RentRefund,
    Unit,
  ],
  migrations,
  consumes: {
    CalendarRevised: keepCalendar,
    CaseClosed: cases.closed,
    CaseOpened: cases.opened,
    EmploymentEnded: employmentEnded,
    EmploymentStarted: employmentStarted,
    WorkersMerged: workersMerged,
  },
  due: {
    leases: recordWhatTimeChanged,
    closings: closeListings,
    offers: offerWhatIsFree,
    lodgings: offerAfterLodging,
    rent: chargeRent,
    repairs: closeAfterSilence,
    tenancies: tellTenancies,
  },
  policies: [homesPolicy, applicationPolicy, purchaseCodePolicy],
  seed,
});
