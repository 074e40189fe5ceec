// SPDX-License-Identifier: Apache-2.0

//! The registry at block 0.

use alloc::vec::Vec;
use chungnam_primitives::{MerchantId, Moment, PersonId};
use sp_runtime::DispatchError;

use crate::{
	BatchOf, Config, GenesisConfig, GenesisRecoveryDelay, KeyKind, MerchantStatus, Newcomer,
	Opening, Pallet,
};

/// Writes the genesis state through the same checks as the calls. There is no time yet: enrolments begin at 1 ms.
// A genesis that contradicts itself must stop the chain before it starts.
#[allow(clippy::expect_used)]
pub(crate) fn build<T: Config>(config: &GenesisConfig<T>) {
	GenesisRecoveryDelay::<T>::set(config.recovery_delay);
	for (index, (who, attester)) in config.attesters.iter().enumerate() {
		let appointed = Pallet::<T>::do_appoint_attester(who.clone(), attester.clone());
		assert!(appointed.is_ok(), "attester {index} of the genesis is sound: {appointed:?}");
	}
	build_people(config).expect("people have zones, commitments and keys of their own");
	build_merchants(config).expect("shops have zones, categories and owners of their own");
	build_cohorts(config).expect("cohorts have regions and distinct members who exist");
}

fn build_people<T: Config>(config: &GenesisConfig<T>) -> Result<(), DispatchError> {
	let people: Vec<_> = config
		.people
		.iter()
		.map(|person| Newcomer { commitment: person.commitment, zone: person.zone, key: None })
		.collect();
	for new in &people {
		Pallet::<T>::ensure_home(&new.zone)?;
	}
	let ids = Pallet::<T>::register_all(&people)?;
	for (person, id) in config.people.iter().zip(ids) {
		if person.elector {
			let people = BatchOf::<T, PersonId>::truncate_from(alloc::vec![id]);
			Pallet::<T>::grant_elector_at(0, people)?;
		}
		let phones = person.keys.iter().map(|key| (key, KeyKind::Phone));
		let cards = person.cards.iter().map(|key| (key, KeyKind::Card));
		for (key, kind) in phones.chain(cards) {
			Pallet::<T>::do_add_key(id, key.clone(), kind)?;
		}
	}
	Ok(())
}

fn build_merchants<T: Config>(config: &GenesisConfig<T>) -> Result<(), DispatchError> {
	for shop in &config.merchants {
		Pallet::<T>::ensure_place(&shop.zone, shop.category)?;
		Pallet::<T>::ensure_no_role(&shop.owner)?;
		let new = Opening {
			owner: shop.owner.clone(),
			zone: shop.zone,
			category: shop.category,
			sales_class: shop.sales_class,
			operator: shop.operator,
		};
		let check_due = shop.check_due.unwrap_or(Moment::MAX);
		let status = MerchantStatus::Active;
		let _: MerchantId = Pallet::<T>::insert_merchant(new, status, check_due)?;
	}
	Ok(())
}

fn build_cohorts<T: Config>(config: &GenesisConfig<T>) -> Result<(), DispatchError> {
	for genesis in &config.cohorts {
		let cohort = Pallet::<T>::do_create_cohort(genesis.region, false)?;
		// A genesis is not bounded by a batch, so a large cohort is enrolled in parts.
		let step = usize::try_from(<T::MaxBatch as frame_support::traits::Get<u32>>::get())
			.unwrap_or(usize::MAX);
		for members in genesis.members.chunks(step) {
			let batch = BatchOf::<T, PersonId>::truncate_from(members.to_vec());
			Pallet::<T>::enrol_at(0, cohort, Pallet::<T>::load_cohort(cohort)?, batch)?;
		}
	}
	Ok(())
}
