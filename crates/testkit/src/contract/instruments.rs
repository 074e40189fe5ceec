// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Endings, Holder, Instruments, Offerings, SaleOutcome};
use chungnam_primitives::{InstrumentId, OfferingId, Won, DAYS};
use core::fmt::Debug;

use super::assert_refused;
use crate::now;

/// Instruments and their sales as the contract needs them, and what the contract arranges there.
pub trait Bourse {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The instruments under test.
	type Instruments: Instruments<Self::AccountId> + Endings;
	/// Their sales.
	type Offerings: Offerings<Self::AccountId>;

	/// An instrument with units, the account that issues it and has 10,000 won, and an account that it keeps out.
	fn issued() -> (InstrumentId, Self::AccountId, Self::AccountId);
	/// A sale of it that can be opened now.
	fn sale() -> <Self::Offerings as Offerings<Self::AccountId>>::Sale;
	/// Enough is pledged in a sale, and it closes. Returns how much.
	fn fill(id: OfferingId) -> Won;
	/// An account without won that nobody keeps out.
	fn payee() -> Self::AccountId;
	/// Won of an account.
	fn balance(who: &Self::AccountId) -> Won;
}

/// The contract of [`Instruments`] and [`Endings`]: everyone who pays in pays all of it, and nothing else.
pub fn instruments<T: Bourse>() {
	let none = InstrumentId(999);
	let (id, issuer, related) = T::issued();
	assert_eq!(T::Instruments::issuer(id), Some(Holder::Account(issuer.clone())));
	assert_eq!(T::Instruments::issuer(none), None);
	assert!(T::Instruments::is_issuer(id, &issuer));
	assert!(!T::Instruments::is_issuer(id, &related));
	assert!(!T::Instruments::is_issuer(none, &issuer));
	assert!(T::Instruments::regions(id).is_some_and(|regions| !regions.is_empty()));
	assert_eq!(T::Instruments::regions(none), None);
	assert!(T::Instruments::allotment(id).is_some_and(|own| own.own <= own.all));
	assert_eq!(T::Instruments::allotment(none), None);
	assert!(T::Instruments::is_kept_out(id, &related));
	assert!(!T::Instruments::is_kept_out(id, &issuer));
	assert!(!T::Instruments::is_kept_out(none, &related));
	assert!(T::Instruments::is_holder(id, &issuer));
	assert!(!T::Instruments::is_holder(id, &related));
	assert!(!T::Instruments::is_holder(none, &issuer));
	assert!(T::Instruments::has_ended(none));
	assert!(!T::Instruments::has_ended(id));

	let (before, pays_at) = (T::balance(&issuer), now() + 8 * DAYS);
	assert_eq!(T::Instruments::distribute(id, &issuer, 1_000, pays_at), Ok(()));
	assert_eq!(T::balance(&issuer), before - 1_000);
	assert_eq!(T::Instruments::give_back(id, &issuer, 500, pays_at), Ok(()));
	assert_eq!(T::balance(&issuer), before - 1_500);
	assert_refused(|| T::Instruments::distribute(id, &issuer, 0, pays_at), "nothing");
	assert_refused(|| T::Instruments::give_back(id, &issuer, 0, pays_at), "nothing");
	assert_refused(|| T::Instruments::distribute(none, &issuer, 1, pays_at), "no instrument");
	assert_refused(|| T::Instruments::give_back(none, &issuer, 1, pays_at), "no instrument");

	assert_refused(|| T::Instruments::redeem_all(none, &issuer, 1), "no instrument");
	assert_refused(|| T::Instruments::redeem_all(id, &issuer, 0), "nothing");
	assert_eq!(T::Instruments::redeem_all(id, &issuer, 2_000), Ok(()));
	assert_eq!(T::balance(&issuer), before - 3_500);
	assert!(T::Instruments::has_ended(id));
	assert_refused(|| T::Instruments::redeem_all(id, &issuer, 1), "it has ended");
}

/// The contract of [`Offerings`]: all of the money is handed over once, or not at all.
pub fn offerings<T: Bourse>() {
	let (instrument, issuer, _) = T::issued();
	let (sale, payee) = (T::sale(), T::payee());
	let none = OfferingId(999);
	assert_eq!(T::Offerings::outcome(none), SaleOutcome::Over);
	assert_refused(|| T::Offerings::open(InstrumentId(999), sale.clone()), "no instrument");
	let id = T::Offerings::open(instrument, sale.clone()).expect("it can be opened");
	assert_eq!(T::Offerings::outcome(id), SaleOutcome::Open);
	assert_refused(|| T::Offerings::open(instrument, sale.clone()), "another sale runs");
	assert_refused(|| T::Offerings::hand_over(id, &[]), "it is open");

	let won = T::fill(id);
	assert!(won > 1 && won <= T::Offerings::facts(&sale).most);
	assert_eq!(T::Offerings::outcome(id), SaleOutcome::Decided(won));
	assert_refused(|| T::Offerings::hand_over(id, &[(payee.clone(), won - 1)]), "too little");
	assert_refused(|| T::Offerings::hand_over(id, &[(payee.clone(), won + 1)]), "too much");
	let before = T::balance(&issuer);
	let parts = [(payee.clone(), won - 1), (issuer.clone(), 1)];
	assert_eq!(T::Offerings::hand_over(id, &parts), Ok(()));
	assert_eq!((T::balance(&payee), T::balance(&issuer)), (won - 1, before + 1));
	assert_eq!(T::Offerings::outcome(id), SaleOutcome::Over);
	assert_refused(|| T::Offerings::hand_over(id, &parts), "it is handed over");
}
