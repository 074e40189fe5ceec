// SPDX-License-Identifier: Apache-2.0

//! Open cases that the county would meet: acts that reach a case are left out of the draw as long as its line says `false`.
//! The ledger already answers by the right result, so a repaired case is put back by its line alone.

/// T5: a month that opens late, or a voucher, can be claimed as long as usual. Without it a county whose months
/// lapse within the half-year has no late months.
pub const T5_LATE_MONTHS_LAST_AS_LONG: bool = true;
/// S1: a second sanction, and a forgiving with unclaimed months, count the debt as it is then.
pub const S1_SECOND_SANCTIONS: bool = true;
/// T7: the order in which a sanction takes lots. Without it a sanction is for more than the person has left.
pub const T7_SMALL_SANCTIONS: bool = true;
/// S3, T7: what is refunded after a sanction is kept for the debt.
pub const S3_REFUNDS_AFTER_SANCTIONS: bool = true;
/// S3: a shop refunds a person who has died.
pub const S3_REFUNDS_TO_THE_DEAD: bool = true;
/// R1: below the full amount a waiting month opens only by an issuer's word or on its pay day.
pub const R1_INSTALMENTS: bool = true;
/// R2: a person with a case leaves the county.
pub const R2_MOVES_WITH_A_CASE: bool = true;
/// D1: plain won is refunded to a person whose paying key was replaced.
pub const D1_REFUNDS_TO_FORMER_KEYS: bool = true;
/// P2: sixteen stays of one person within 400 days. Anybody makes room for the next one.
pub const P2_MANY_STAYS: bool = true;
/// ADR 0010: whether a refund after the grace makes earlier graced won of the same series spendable again is not said
/// for lots that were touched meanwhile.
pub const REFUNDS_AFTER_THE_GRACE: bool = false;
