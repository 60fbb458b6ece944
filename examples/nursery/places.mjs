// What the nursery knows: in earnest this is its own database.
const xinxin = 'fac_0JWBEKJ4F7H9K64YP66YN4WGF4';
const welder = 'wrk_006PR3M00R4ETNPAEMK5XTETX0';

/** Groups of each nursery, the youngest first. */
export const groups = new Map([
  [
    xinxin,
    [
      { nurseryFromMonths: 12, nurseryTotal: 20, nurseryFree: 3 },
      { nurseryFromMonths: 24, nurseryTotal: 40, nurseryFree: 0 },
    ],
  ],
]);

/** Places of each worker's children. */
export const bookings = new Map([[welder, [{ facility: { id: xinxin }, nurseryFromMonths: 24 }]]]);
