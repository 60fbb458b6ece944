export enum UnitState {
  AVAILABLE = 'AVAILABLE',
  HELD = 'HELD',
  LEASED = 'LEASED',
  SOLD = 'SOLD',
  OUT_OF_SERVICE = 'OUT_OF_SERVICE',
}

/** How a unit's beds stand on one day. `offered` counts beds that are not leased, and that an open offer holds. */
export interface Occupancy {
  readonly beds: number;
  readonly leased: number;
  readonly offered: number;
  readonly sold: boolean;
  readonly outOfService: boolean;
}

/** A unit is what its last bed is: one free bed keeps it available, one merely offered bed keeps it held. */
export function unitState({ beds, leased, offered, sold, outOfService }: Occupancy): UnitState {
  if (outOfService) return UnitState.OUT_OF_SERVICE;
  if (sold) return UnitState.SOLD;
  if (leased >= beds) return UnitState.LEASED;
  return leased + offered >= beds ? UnitState.HELD : UnitState.AVAILABLE;
}
