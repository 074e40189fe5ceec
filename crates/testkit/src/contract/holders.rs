// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Holder, Holders};
use chungnam_primitives::{InstrumentId, Moment};
use core::fmt::Debug;

use crate::now;

/// Instruments as the contract needs them, and what the contract arranges there.
pub trait Exchange {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The instruments under test.
	type Holders: Holders<Self::AccountId>;

	/// Two holders without a unit.
	fn holders() -> [Holder<Self::AccountId>; 2];
	/// Makes units of an instrument for a holder. Succeeds.
	fn issue(instrument: InstrumentId, who: &Holder<Self::AccountId>, units: u64);
	/// Moves units to another holder. True if it was done.
	fn give(
		instrument: InstrumentId,
		from: &Holder<Self::AccountId>,
		to: &Holder<Self::AccountId>,
		units: u64,
	) -> bool;
	/// Time passes up to this moment.
	fn pass_to(moment: Moment);
}

const BRIDGE: InstrumentId = InstrumentId(1);

/// The contract of [`Holders`]: locked units stay where they are until the lock ends by time, and all locked ones are no
/// more than there are.
pub fn holders<T: Exchange>() {
	let [kim, lee] = &T::holders();
	assert_eq!(T::Holders::units(BRIDGE), None);
	assert_eq!(T::Holders::held(BRIDGE, kim), 0);
	T::issue(BRIDGE, kim, 70);
	T::issue(BRIDGE, lee, 30);
	assert_eq!(T::Holders::units(BRIDGE), Some(100));
	assert_eq!([kim, lee].map(|who| T::Holders::held(BRIDGE, who)), [70, 30]);

	// What was given before the lock votes where it is then.
	assert!(T::give(BRIDGE, kim, lee, 20));
	let (start, until) = (now(), now() + 10_000);
	assert_eq!(T::Holders::lock(BRIDGE, kim, until), Ok(50));
	assert!(!T::give(BRIDGE, kim, lee, 1), "locked units stay");
	assert_eq!(T::Holders::lock(BRIDGE, lee, until), Ok(50), "nobody's units vote twice");
	assert!(!T::give(BRIDGE, lee, kim, 50));
	// Locked again, for another ballot: the same units, and the later end.
	assert_eq!(T::Holders::lock(BRIDGE, kim, until + 5_000), Ok(50));
	assert_eq!(T::Holders::lock(BRIDGE, kim, start + 1), Ok(50), "no lock ends sooner by another");
	T::pass_to(until);
	assert!(T::give(BRIDGE, lee, kim, 50), "a lock ends by time");
	assert!(!T::give(BRIDGE, kim, lee, 100), "fifty of them are locked");
	T::pass_to(until + 5_000);
	assert!(T::give(BRIDGE, kim, lee, 100));
	assert_eq!(T::Holders::units(BRIDGE), Some(100));
}
