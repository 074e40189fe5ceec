// SPDX-License-Identifier: Apache-2.0

//! Ways of taxes: residents say what is withheld, somebody earns, and anyone brings the tax to the office.

use chungnam_ports::Holder;
use chungnam_primitives::{InstrumentId, DAYS};
use chungnam_runtime::{AccountId, Runtime};
use pallet_securities::{AllTerms, Call, Credentials, Instruments, TaxTerms};

use super::{
	decide,
	shares::{attest, decided, first, gift, instruments, sorted},
	Scene, Way,
};
use crate::calls::securities::terms;

type Own = Holder<AccountId>;

/// Residents say what is withheld, for an institution that was attested.
pub fn withhold(scene: &mut Scene) -> Way {
	let is_account = |own: Own| matches!(own, Holder::Account(_));
	if Credentials::<Runtime>::iter_keys().any(is_account) {
		decided("set_withholding", scene)
	} else {
		attest(scene)
	}
}

/// What is withheld of a person's dividends is remitted.
pub fn remit(scene: &mut Scene) -> Way {
	let own = instruments().into_iter().map(|instrument| Call::remit_tax { instrument });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	if TaxTerms::<Runtime>::get().is_none() {
		return withhold(scene);
	}
	for (id, own) in sorted(AllTerms::<Runtime>::iter()) {
		if let Some(way) = pay_tax(id, &own.issuer, scene) {
			return Some(way);
		}
	}
	decide::decided("Securities.create_instrument", scene, |scene| {
		// A resident, who has a seat.
		let ((_, person), _) = *scene.electors().first()?;
		Some(Call::create_instrument { terms: Box::new(terms(Holder::Person(person))) }.into())
	})
}

/// A person who issues takes own units, pays in a dividend, and takes that: it is taxed.
fn pay_tax(instrument: InstrumentId, issuer: &Own, scene: &mut Scene) -> Way {
	let Holder::Person(issuer) = issuer else { return None };
	if let Some(way) = first([Call::take_won { instrument }], scene) {
		return Some(way);
	}
	let own = Instruments::<Runtime>::get(instrument)?;
	if own.issued.total() == Some(0) {
		return first([Call::issue { instrument, units: 10 }], scene);
	}
	let now = scene.now();
	if let Some(next) = own.announced.iter().find(|own| now < own.pays_at) {
		return Some(scene.until(next.pays_at));
	}
	let pays_at = now + 8 * DAYS;
	let pays = Call::distribute { instrument, gross: 10_000, pays_at };
	if let Some(way) = first([pays], scene) {
		return Some(way);
	}
	let (by, _) = scene.people().into_iter().find(|(_, person)| person == issuer)?;
	gift(by, scene).map(|step| vec![step])
}
