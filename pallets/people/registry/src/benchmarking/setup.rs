// SPDX-License-Identifier: Apache-2.0

//! Accounts, people, rolls, shops and stays for the benchmarks.

use super::*;

/// An account that can sign.
pub(super) fn signer<T: Config>(n: u32) -> T::AccountId {
	T::Signers::account(n)
}

/// The account of person `n`.
pub(super) fn key<T: Config>(n: u32) -> T::AccountId {
	signer::<T>(n)
}

/// The account of the owner of shop `n`.
pub(super) fn owner<T: Config>(n: u32) -> T::AccountId {
	signer::<T>(100_000 + n)
}

/// The account of till `n`.
pub(super) fn till<T: Config>(n: u32) -> T::AccountId {
	signer::<T>(200_000 + n)
}

/// An account without a role.
pub(super) fn fresh<T: Config>() -> T::AccountId {
	signer::<T>(300_000)
}

/// The word of an account that it takes a role.
pub(super) fn consent<T: Config>(account: T::AccountId, offer: RoleOffer) -> ConsentOf<T> {
	let at = T::Time::moment();
	let payload = Pallet::<T>::payload_of(&account, &offer, at);
	let signature = T::Signers::sign(&account, &as_message(&payload));
	Consent { account, at, signature }
}

/// An institution, and so many others that are suspended.
pub(super) fn suspendable<T: Config>(others: u32) -> Result<T::AccountId, BenchmarkError> {
	let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..6]));
	for number in 0..=others {
		let attester: T::AccountId = key::<T>(number);
		let mandate = Attester { regions, scopes };
		Pallet::<T>::do_appoint_attester(attester.clone(), mandate)?;
		if number < others {
			Pallet::<T>::do_suspend_attester(attester)?;
		}
	}
	Ok(key::<T>(others))
}

/// A person who moved as often as is remembered.
pub(super) fn fill_departures<T: Config>(person: PersonId) {
	let full = (0..MAX_DEPARTURES).fold(Departed::default(), |own, _| departed(&own, REGION, 0));
	Departures::<T>::insert(person, full);
}

pub(super) fn commitment_of(id: PersonId) -> Commitment {
	Commitment::from(sp_io::hashing::blake2_256(&id.0.to_le_bytes()))
}

pub(super) fn batch<T: Config>(first: PersonId, n: u32) -> BatchOf<T, PersonId> {
	BoundedVec::truncate_from(first.until(PersonId(first.0 + n)).collect())
}

/// The next `n` people, person `id` with `key(id)`.
pub(super) fn new_people<T: Config>(n: u32) -> Vec<NewPersonOf<T>> {
	let first = NextPerson::<T>::get();
	first
		.until(PersonId(first.0 + n))
		.map(|id| {
			let commitment = commitment_of(id);
			let key = Some(consent::<T>(key::<T>(id.0), RoleOffer::FirstPhone { commitment }));
			NewPerson { commitment, zone: HOME, key }
		})
		.collect()
}

/// Registers `n` people in a row, person `id` with `key(id)`. Gives the first.
pub(super) fn people<T: Config>(n: u32) -> Result<PersonId, BenchmarkError> {
	let first = NextPerson::<T>::get();
	let newcomers: Vec<_> = first
		.until(PersonId(first.0 + n))
		.map(|id| Newcomer { commitment: commitment_of(id), zone: HOME, key: Some(key::<T>(id.0)) })
		.collect();
	let _numbers = Pallet::<T>::register_all(&newcomers)?;
	Ok(first)
}

/// Makes a person an elector who moved seven times, long ago.
pub(super) fn fill_rolls<T: Config>(person: PersonId) -> Result<(), BenchmarkError> {
	Pallet::<T>::do_grant_elector(batch::<T>(person, 1))?;
	ElectorStays::<T>::mutate(person, |stays| {
		let Some(open) = stays.pop() else { return };
		for number in 0..7u32 {
			let (since, until) = (Moment::from(number), Some(Moment::from(number + 1)));
			let _ = stays.try_push(chungnam_ports::Stay { region: 1, since, until });
		}
		let _ = stays.try_push(open);
	});
	Ok(())
}

/// An active shop of `owner(0)`.
pub(super) fn shop<T: Config>() -> Result<(MerchantId, T::AccountId), BenchmarkError> {
	let (id, owner) = (NextMerchant::<T>::get(), owner::<T>(0));
	Pallet::<T>::do_open_merchant(Opening {
		owner: owner.clone(),
		zone: HOME,
		category: 1,
		sales_class: SalesClass::Small,
		operator: None,
	})?;
	Ok((id, owner))
}

/// An application of `owner(0)`.
pub(super) fn application<T: Config>() -> Result<(MerchantId, T::AccountId), BenchmarkError> {
	let (id, owner) = (NextMerchant::<T>::get(), owner::<T>(0));
	Pallet::<T>::do_apply_merchant(owner.clone(), HOME, 1, SalesClass::Small)?;
	Ok((id, owner))
}

/// Fills a person's list of stays but for `room` entries.
pub(super) fn fill_stays<T: Config>(person: PersonId, room: u32) {
	People::<T>::mutate_extant(person, |person| {
		for n in 0..MAX_ENROLMENTS.saturating_sub(room) {
			let stay = Enrolment {
				cohort: CohortId(CohortId::MAX.0 - n),
				since: 0,
				until: Some(Moment::MAX),
			};
			let _ = person.enrolments.try_push(stay);
		}
	});
}

/// Adds a guardian of everything.
pub(super) fn guard<T: Config>(ward: PersonId, guardian: PersonId) -> Result<(), BenchmarkError> {
	Pallet::<T>::do_appoint_guardian(ward, guardian, WardActs::ALL, Moment::MAX)?;
	Ok(())
}

/// As many keys as a person can have, each of which a freeze reaches.
pub(super) fn fill_keys<T: Config>(person: PersonId) -> Result<(), BenchmarkError> {
	for n in KeysOf::<T>::get(person).len()..MAX_KEY_LIST as usize {
		Pallet::<T>::do_add_key(person, account("more", n as u32, 0), KeyKind::Card)?;
	}
	Ok(())
}
