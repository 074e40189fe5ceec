// SPDX-License-Identifier: Apache-2.0

//! The numbered invariants of the README. They return what is wrong and never panic.

use alloc::collections::{BTreeMap, BTreeSet};
use chungnam_frame_kit::{check_all, Check, Clock};
use chungnam_ports::Standing;
use chungnam_primitives::{CohortId, MerchantId, Moment, PersonId, RegionId, RegionSet, ZoneId};
use frame_support::ensure;

use crate::{
	begins_page, page_of, roll_of, Attesters, Cohorts, Commitments, Config, Deaths, Departure,
	Departures, ElectorStays, FreezeReason, Guardians, Heirs, Keys, KeysOf, MerchantAccounts,
	MerchantStatus, Merchants, Moves, NextCohort, NextMerchant, NextPerson, Pallet, People, Person,
	Recoveries, Registrations, Replacements, Residents, Role, Rolls, Suspensions, Tills,
	UnclaimedSince, VoidedAt, MAX_ATTESTERS, MAX_KEYS, PROVINCE_ROLL, SUSPENSION,
};

impl<T: Config> Pallet<T> {
	/// Proves I1 to I14. Iterates over everything: for tests and `try-runtime` only.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			prove_keys, prove_commitments, prove_residents, prove_cohorts, prove_the_dead_rest,
			prove_guardians_and_recoveries, prove_merchant_accounts, prove_references,
			prove_bounds, prove_one_role, prove_frozen_won, prove_rolls, prove_deaths, prove_homes,
		}
	}

	/// I1: every key names a known person and no epoch to come, and a person counts exactly the keys that count:
	/// `key.epoch <= person.key_epoch`, `person.keys = |{key : key.epoch = person.key_epoch}| <= 5`.
	fn prove_keys() -> Check {
		let mut live: BTreeMap<PersonId, u32> = BTreeMap::new();
		for (_, record) in Keys::<T>::iter() {
			let person = People::<T>::get(record.person).ok_or("I1: a key of nobody")?;
			ensure!(record.epoch <= person.key_epoch, "I1: a key of an epoch to come");
			if record.epoch == person.key_epoch {
				ensure!(record.epoch > 0, "I1: a key of the epoch without keys");
				let count = live.entry(record.person).or_default();
				*count = count.saturating_add(1);
			}
		}
		for (id, person) in People::<T>::iter() {
			let counted = live.get(&id).copied().unwrap_or(0);
			ensure!(counted == u32::from(person.keys), "I1: keys are miscounted");
			ensure!(person.keys <= MAX_KEYS, "I1: too many keys");
		}
		Ok(())
	}

	/// I2: every commitment names a known person, and every person has exactly one commitment, for ever:
	/// `|{commitment of the person}| = 1`.
	fn prove_commitments() -> Check {
		let mut named = BTreeSet::new();
		for (_, person) in Commitments::<T>::iter() {
			ensure!(People::<T>::contains_key(person), "I2: a commitment to nobody");
			ensure!(named.insert(person), "I2: a person has two commitments");
		}
		ensure!(People::<T>::iter_keys().count() == named.len(), "I2: a person without commitment");
		Ok(())
	}

	/// I3: a region counts exactly the living people in it, and 0 (outside) counts the living visitors; a home is in
	/// the province or outside: `residents[r] = |{living person : zone.region = r}|`.
	fn prove_residents() -> Check {
		let mut living: BTreeMap<RegionId, u32> = BTreeMap::new();
		for person in People::<T>::iter_values() {
			let is_home = person.zone.is_valid() || person.zone == ZoneId::OUTSIDE;
			ensure!(is_home, "I3: a home nowhere");
			if person.is_living() {
				let count = living.entry(person.zone.region).or_default();
				*count = count.saturating_add(1);
			}
		}
		for (region, counted) in Residents::<T>::iter() {
			let found = living.remove(&region).unwrap_or(0);
			ensure!(counted == found, "I3: residents are miscounted");
		}
		ensure!(living.is_empty(), "I3: residents are not counted");
		Ok(())
	}

	/// I4: a cohort counts exactly its open enrolments, a person is in a cohort at most once, no stay ends before its
	/// beginning, and a visitor is in no cohort of attesters: `heads = |{open stay}|`, `since <= until`.
	fn prove_cohorts() -> Check {
		let mut open: BTreeMap<CohortId, u32> = BTreeMap::new();
		for person in People::<T>::iter_values() {
			let mut own = BTreeSet::new();
			for enrolment in &person.enrolments {
				let cohort =
					Cohorts::<T>::get(enrolment.cohort).ok_or("I4: a stay in no cohort")?;
				let is_sound = !person.is_visitor() || !enrolment.is_open() || cohort.managed;
				ensure!(is_sound, "I4: a visitor is in a cohort of attesters");
				let ends_after = enrolment.until.is_none_or(|until| until >= enrolment.since);
				ensure!(ends_after, "I4: a stay ends before it begins");
				if enrolment.is_open() {
					ensure!(own.insert(enrolment.cohort), "I4: a person is in a cohort twice");
					let count = open.entry(enrolment.cohort).or_default();
					*count = count.saturating_add(1);
				}
			}
		}
		for (id, cohort) in Cohorts::<T>::iter() {
			let found = open.get(&id).copied().unwrap_or(0);
			ensure!(cohort.heads == found, "I4: heads are miscounted");
		}
		Ok(())
	}

	/// I5: a dead person has no key that counts, is in no cohort, and has neither guardian nor recovery nor move:
	/// `keys = |{open stay}| = |guardians| = |recoveries| = |moves| = 0`.
	fn prove_the_dead_rest() -> Check {
		for (id, person) in People::<T>::iter().filter(|(_, person)| !person.is_living()) {
			ensure!(person.keys == 0, "I5: the dead have keys");
			ensure!(!person.enrolments.iter().any(|e| e.is_open()), "I5: the dead are in a cohort");
			ensure!(!Guardians::<T>::contains_key(id), "I5: the dead have guardians");
			ensure!(!Recoveries::<T>::contains_key(id), "I5: the dead are being recovered");
			ensure!(!Moves::<T>::contains_key(id), "I5: the dead are moving");
		}
		Ok(())
	}

	/// I6: guardianships, recoveries and moves are of known people; nobody is their own guardian, is named twice, is allowed
	/// nothing, or ends before the beginning: `guardian != ward`, `|acts| > 0`, `since < until`, `|guardians| > 0` of a
	/// ward in state.
	fn prove_guardians_and_recoveries() -> Check {
		for (ward, guardians) in Guardians::<T>::iter() {
			ensure!(People::<T>::contains_key(ward), "I6: a ward who is nobody");
			ensure!(!guardians.is_empty(), "I6: a list without guardians");
			let mut named = BTreeSet::new();
			for guardian in &guardians {
				ensure!(People::<T>::contains_key(guardian.guardian), "I6: a guardian is nobody");
				ensure!(guardian.guardian != ward, "I6: someone is their own guardian");
				ensure!(named.insert(guardian.guardian), "I6: a guardian is named twice");
				ensure!(!guardian.acts.is_empty(), "I6: a guardian who may do nothing");
				ensure!(guardian.since < guardian.until, "I6: a guardian who never begins");
			}
		}
		for person in Recoveries::<T>::iter_keys() {
			ensure!(People::<T>::contains_key(person), "I6: a recovery of nobody");
		}
		for person in Moves::<T>::iter_keys() {
			ensure!(People::<T>::contains_key(person), "I6: a move of nobody");
		}
		Ok(())
	}

	/// I7: a shop that is not closed has exactly its owner and its listed tills acting for it, a closed shop has none,
	/// former accounts name a known shop, an approved shop alone gets another owner, and an operator is a known person: `accounts of a shop = {owner} + tills`, `till.used <= till.limit_per_day`.
	fn prove_merchant_accounts() -> Check {
		let mut expected: BTreeMap<T::AccountId, (MerchantId, bool)> = BTreeMap::new();
		for (id, merchant) in Merchants::<T>::iter() {
			let tills = Tills::<T>::get(id);
			let is_known = merchant.operator.is_none_or(People::<T>::contains_key);
			ensure!(is_known, "I7: a shop is run by nobody");
			if merchant.status == MerchantStatus::Closed {
				ensure!(tills.is_empty(), "I7: a closed shop has tills");
				continue;
			}
			let owner = expected.insert(merchant.owner, (id, true));
			ensure!(owner.is_none(), "I7: an account is to act twice");
			for till in tills {
				ensure!(expected.insert(till, (id, false)).is_none(), "I7: a till is to act twice");
			}
		}
		for id in Replacements::<T>::iter_keys() {
			let is_approved = Merchants::<T>::get(id).is_some_and(|m| m.status.is_approved());
			ensure!(is_approved, "I7: a replacement in no shop");
		}
		for id in Tills::<T>::iter_keys() {
			ensure!(Merchants::<T>::contains_key(id), "I7: tills of no shop");
		}
		for (account, acting) in MerchantAccounts::<T>::iter() {
			if acting.role.is_former() {
				ensure!(Merchants::<T>::contains_key(acting.merchant), "I7: it acted for no shop");
				continue;
			}
			let found = (acting.merchant, acting.role == Role::Owner);
			ensure!(expected.remove(&account) == Some(found), "I7: an account acts for no shop");
			if let Role::Till(till) = acting.role {
				ensure!(till.used <= till.limit_per_day, "I7: a till is over its limit");
			}
		}
		ensure!(expected.is_empty(), "I7: a shop without its accounts");
		Ok(())
	}

	/// I8: every key and every account that acts or acted for a shop is held by a provider reference of its own:
	/// `providers >= (1 if a key) + (1 if of a shop)`.
	fn prove_references() -> Check {
		let mut held: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		for account in Keys::<T>::iter_keys().chain(MerchantAccounts::<T>::iter_keys()) {
			let count = held.entry(account).or_default();
			*count = count.saturating_add(1);
		}
		for (account, count) in held {
			let providers = frame_system::Pallet::<T>::providers(&account);
			ensure!(providers >= count, "I8: an account that is not held");
		}
		Ok(())
	}

	/// I10: one account, one role: keys, accounts of shops and institutions, with those whose role ended lately, are three
	/// sets without a common member: `keys ∩ shop accounts = keys ∩ attesters = shop accounts ∩ attesters = {}`.
	fn prove_one_role() -> Check {
		for account in Keys::<T>::iter_keys() {
			let acts = MerchantAccounts::<T>::contains_key(&account);
			ensure!(!acts, "I10: a key acts for a shop");
		}
		for account in Attesters::<T>::iter_keys() {
			ensure!(!Keys::<T>::contains_key(&account), "I10: an institution is a key");
			let acts = MerchantAccounts::<T>::contains_key(&account);
			ensure!(!acts, "I10: an institution acts for a shop");
		}
		Ok(())
	}

	/// I11: won is frozen in the ledger exactly on the keys of frozen or dead people and the accounts of suspended shops,
	/// among listed keys and owners: `frozen(key) = (person is frozen or dead)`, `frozen(owner) = (shop is suspended)`,
	/// `KeysOf[living] = {key that counts}`, `KeysOf[dead] = {key that counted at the death, not forgotten}`.
	fn prove_frozen_won() -> Check {
		let mut listed = 0_u32;
		for (id, keys) in KeysOf::<T>::iter() {
			let person = People::<T>::get(id).ok_or("I11: keys of nobody are listed")?;
			let is_frozen = person.standing != Standing::Active;
			// Death went on by one.
			let voided = person.key_epoch.saturating_sub(u16::from(!person.is_living()));
			for key in keys {
				let record = Keys::<T>::get(&key).filter(|own| own.person == id);
				let own = record.is_some_and(|own| own.epoch == voided);
				ensure!(own, "I11: a listed key neither counts nor counted at the death");
				ensure!(
					Self::is_frozen(&key, FreezeReason::Person) == is_frozen,
					"I11: a freeze of a person and of the won differ"
				);
				listed = listed.saturating_add(u32::from(person.is_living()));
			}
		}
		let counted = People::<T>::iter_values().map(|person| u32::from(person.keys));
		ensure!(counted.fold(0, u32::saturating_add) == listed, "I11: a key is not listed");
		for merchant in Merchants::<T>::iter_values() {
			if merchant.status == MerchantStatus::Closed {
				continue;
			}
			let is_suspended = matches!(merchant.status, MerchantStatus::Suspended { .. });
			ensure!(
				Self::is_frozen(&merchant.owner, FreezeReason::Shop) == is_suspended,
				"I11: a suspension and the freeze of a shop's won differ"
			);
		}
		Ok(())
	}

	/// I12: a roll counts exactly the living people with an open stay on it, the province's all of them, and stays of a
	/// person follow each other: `rolls[r].heads = |{open stay in r}|`, `rolls[0].heads = sum(rolls[r].heads)`,
	/// `stay.since < stay.until <= next stay.since`.
	fn prove_rolls() -> Check {
		let mut open: BTreeMap<RegionId, u32> = BTreeMap::new();
		for (id, stays) in ElectorStays::<T>::iter() {
			let person = People::<T>::get(id).ok_or("I12: nobody stands on a roll")?;
			ensure!(!stays.is_empty(), "I12: a list without stays");
			let mut last = 0;
			for stay in &stays {
				let is_region = RegionSet::province().contains(stay.region);
				ensure!(is_region && stay.since >= last, "I12: stays overlap");
				last = stay.until.unwrap_or(Moment::MAX);
				ensure!(last > stay.since, "I12: a stay has no moment");
			}
			if let Some(region) = roll_of(&stays) {
				ensure!(person.is_living(), "I12: the dead stand on a roll");
				for roll in [region, PROVINCE_ROLL] {
					let count = open.entry(roll).or_default();
					*count = count.saturating_add(1);
				}
			}
		}
		for (region, roll) in Rolls::<T>::iter() {
			let found = open.remove(&region).unwrap_or(0);
			ensure!(roll.heads == found, "I12: heads of a roll are miscounted");
		}
		ensure!(open.is_empty(), "I12: heads of a roll are not counted");
		Ok(())
	}

	/// I13: only the dead have a death on record or an heir, a death that can be undone has no heir, an heir is another, known
	/// person, an earlier heir is followed by another, of all of the dead the moment is known, and keys are voided of known people
	/// and by now: `{deaths} + {heirs} subset {dead}`, `{deaths} & {heirs} = {}`, `heir != person`,
	/// `{unclaimed since} subset {heirs}`, `{dead} subset {voided} subset {people}`, `voided <= now`.
	fn prove_deaths() -> Check {
		let is_dead = |id| People::<T>::get(id).is_some_and(|person: Person| !person.is_living());
		for id in Deaths::<T>::iter_keys() {
			ensure!(is_dead(id), "I13: the death of nobody who died");
			ensure!(!Heirs::<T>::contains_key(id), "I13: an heir of a death that can be undone");
		}
		for (id, heir) in Heirs::<T>::iter() {
			ensure!(is_dead(id), "I13: an heir of nobody who died");
			ensure!(People::<T>::contains_key(heir.person), "I13: an heir is nobody");
			ensure!(heir.person != id, "I13: somebody is their own heir");
		}
		let named = UnclaimedSince::<T>::iter_keys().all(Heirs::<T>::contains_key);
		ensure!(named, "I13: an earlier heir and none after");
		let now = T::Time::moment();
		for (id, _) in People::<T>::iter().filter(|(_, person)| !person.is_living()) {
			let is_known = VoidedAt::<T>::contains_key(id);
			ensure!(is_known, "I13: nobody knows when somebody died");
		}
		for (id, voided) in VoidedAt::<T>::iter() {
			ensure!(People::<T>::contains_key(id), "I13: keys of nobody are voided");
			ensure!(voided <= now, "I13: keys are voided at a moment to come");
		}
		Ok(())
	}

	/// I14: moves to another region are of known people, who left each time where they lived, and registrations are of numbers
	/// that were given, on their page; both in order, and none is to come; from the first page of registrations on no page is
	/// missing, and each later one begins with its first number: `|moves| > 0`, `at(1) <= at(2) <= now`, `from(1) != from(2) != home`;
	/// `first(1) < first(2) < next`, `at(1) < at(2) <= now`, `|pages| = page of the last person - first page + 1`.
	fn prove_homes() -> Check {
		let now = T::Time::moment();
		for (id, moves) in Departures::<T>::iter() {
			let person = People::<T>::get(id).ok_or("I14: nobody moved")?;
			ensure!(!moves.is_empty(), "I14: a list without moves");
			let mut later = Departure { from: person.zone.region, at: now };
			for own in moves.iter().rev() {
				ensure!(own.at <= later.at, "I14: moves are out of order");
				ensure!(own.from != later.from, "I14: a person moved to where they lived");
				later = *own;
			}
		}
		for (page, own) in Registrations::<T>::iter() {
			ensure!(!own.is_empty(), "I14: a page without registrations");
			let mut later: Option<(PersonId, Moment)> = None;
			for one in own.iter().rev() {
				let (first, at) = later.unwrap_or((NextPerson::<T>::get(), now.saturating_add(1)));
				let in_order = one.first < first && one.at < at;
				ensure!(in_order, "I14: registrations are out of order");
				ensure!(page_of(one.first) == page, "I14: a registration on another page");
				later = Some((one.first, one.at));
			}
		}
		Self::prove_pages()
	}

	/// The part of I14 about pages: a newcomer without a note would be older than everybody.
	fn prove_pages() -> Check {
		let pages: BTreeSet<u32> = Registrations::<T>::iter_keys().collect();
		let last = NextPerson::<T>::get().0.checked_sub(1);
		let (Some(first), Some(last)) = (pages.first(), last) else {
			return Ok(());
		};
		// The first page is no later than that of the last person: each note is of a number that was given.
		let all = page_of(PersonId(last)).saturating_sub(*first).saturating_add(1);
		ensure!(u32::try_from(pages.len()) == Ok(all), "I14: a page of newcomers is missing");
		for page in pages.iter().skip(1) {
			let begins =
				Registrations::<T>::get(page).first().is_some_and(|own| begins_page(own.first));
			ensure!(begins, "I14: the first numbers of a page are not noted");
		}
		Ok(())
	}

	/// I9: numbers are below the next ones, shops stand in the province, and mandates are within the province,
	/// bounded in number, and never for both stating the reserve and making won; none is suspended for more than 30 days: `id < next`, `0 < |mandate.regions|`,
	/// `|attesters| <= MAX_ATTESTERS`, `Reserve in scopes => {Mint, Sell} & scopes = {}`, `at <= until <= at + 30 d`.
	fn prove_bounds() -> Check {
		let next = NextPerson::<T>::get();
		ensure!(People::<T>::iter_keys().all(|id| id < next), "I9: a person beyond the next");
		let next = NextCohort::<T>::get();
		ensure!(Cohorts::<T>::iter_keys().all(|id| id < next), "I9: a cohort beyond the next");
		let next = NextMerchant::<T>::get();
		for (id, merchant) in Merchants::<T>::iter() {
			ensure!(id < next, "I9: a shop beyond the next");
			ensure!(merchant.zone.is_valid(), "I9: a shop nowhere");
		}
		ensure!(Attesters::<T>::count() <= MAX_ATTESTERS, "I9: too many attesters");
		for attester in Attesters::<T>::iter_values() {
			let within = RegionSet::province().covers(&attester.regions);
			ensure!(within, "I9: a mandate beyond the province");
			ensure!(!attester.regions.is_empty(), "I9: a mandate for nowhere");
			let is_one = attester.scopes.are_of_one_office();
			ensure!(is_one, "I9: one account states the reserve and makes won against it");
		}
		for suspension in Suspensions::<T>::get().values() {
			let most = suspension.at.saturating_add(SUSPENSION);
			let is_sound = suspension.at <= suspension.until && suspension.until <= most;
			ensure!(is_sound, "I9: a suspension is too long");
		}
		Ok(())
	}
}
