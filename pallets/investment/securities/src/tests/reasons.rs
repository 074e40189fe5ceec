// SPDX-License-Identifier: Apache-2.0

//! The view says what the call says.

use super::*;

#[test]
fn view_gives_the_reason_of_the_call_and_the_seat_when_there_is_none() {
	run(|| {
		let may = |holder, units| Securities::may(Way::Issue, FIRST, holder, units);
		assert_eq!(may(city(), 1), Err(Reason::UnknownInstrument));
		create(city());
		assert_eq!(may(city(), 400), Ok(Seat::Korea));
		assert_eq!(may(city(), 401), Err(Reason::SoldOut));
		assert_eq!(may(city(), Units::MAX), Err(Reason::ResidentMinimum));
		assert_eq!(may(person(KIM), 1), Err(Reason::Excluded));
		assert_eq!(may(person(PersonId(77)), 1), Err(Reason::TakerUnknown));
		assert_eq!(may(Holder::Account(STRANGER), 1), Err(Reason::NoCredential));
		sleep(700 * DAYS);
		assert_eq!(may(city(), 1), Err(Reason::CredentialEnded));
	});
}
