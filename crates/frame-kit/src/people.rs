// SPDX-License-Identifier: Apache-2.0

//! Who is behind an account, and what they may do. Whether a person may act or be given something is asked here and
//! nowhere else.

use chungnam_ports::{Absent, Cohorts, Member, People, PersonProfile, Unfit};
use chungnam_primitives::PersonId;

/// People by their accounts and numbers.
pub trait PeopleExt<AccountId>: People<AccountId> {
	/// The person whose key `who` is, who may act.
	fn acting(who: &AccountId) -> Result<PersonId, Unfit> {
		let person = Self::behind(who)?;
		Self::active(person)?;
		Ok(person)
	}

	/// The person whose key `who` is, whatever their standing. For those who read the person anyway and ask then.
	fn behind(who: &AccountId) -> Result<PersonId, Absent> {
		Self::person_of(who).ok_or(Absent::NotRegistered)
	}

	/// A person whatever their standing.
	fn known(person: PersonId) -> Result<PersonProfile, Absent> {
		Self::profile(person).ok_or(Absent::NotRegistered)
	}

	/// A person who may act.
	fn active(person: PersonId) -> Result<PersonProfile, Unfit> {
		let profile = Self::known(person)?;
		profile.standing.may_act().map(|()| profile)
	}

	/// A person who may be given something: to frozen people money still comes.
	fn living(person: PersonId) -> Result<PersonProfile, Absent> {
		let profile = Self::known(person)?;
		profile.standing.may_receive().map(|()| profile)
	}
}

impl<AccountId, Registry: People<AccountId>> PeopleExt<AccountId> for Registry {}

/// People with their cohorts.
pub trait CohortsExt: Cohorts {
	/// A person whatever their standing.
	fn known_member(person: PersonId) -> Result<Member, Absent> {
		Self::member(person).ok_or(Absent::NotRegistered)
	}

	/// A person who may act.
	fn active_member(person: PersonId) -> Result<Member, Unfit> {
		let member = Self::known_member(person)?;
		member.profile.standing.may_act().map(|()| member)
	}

	/// A person who may be given something: to frozen people money still comes.
	fn living_member(person: PersonId) -> Result<Member, Absent> {
		let member = Self::known_member(person)?;
		member.profile.standing.may_receive().map(|()| member)
	}
}

impl<Registry: Cohorts> CohortsExt for Registry {}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_ports::{Standing, WardAct};
	use chungnam_primitives::{Moment, RegionSet, ZoneId};

	/// Person 1 is active, 2 frozen, 3 deceased; each has the account of the same number, and account 4 is a key of nobody
	/// who is known.
	struct Town;

	impl People<u64> for Town {
		fn person_of(who: &u64) -> Option<PersonId> {
			(1..=4).contains(who).then(|| PersonId((*who).try_into().unwrap()))
		}

		fn former_key_of(_: &u64) -> Option<PersonId> {
			None
		}

		fn profile(person: PersonId) -> Option<PersonProfile> {
			let standing = match person {
				PersonId(1) => Standing::Active,
				PersonId(2) => Standing::Frozen,
				PersonId(3) => Standing::Deceased,
				_ => return None,
			};
			Some(PersonProfile { zone: ZoneId::new(1, 0), standing })
		}

		fn resident_since(_: PersonId, _: &RegionSet) -> Option<Moment> {
			None
		}

		fn acts_since(_: PersonId) -> Option<Moment> {
			None
		}

		fn is_guardian(_: PersonId, _: PersonId, _: WardAct, _: Moment) -> bool {
			false
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_person(_: &u64, _: ZoneId) -> PersonId {
			1
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_guardian(_: PersonId, _: PersonId) {}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_recovery(_: &u64, _: &u64) {}
	}

	#[test]
	fn only_an_active_person_acts_and_the_others_are_told_why_not() {
		assert_eq!(Town::acting(&1), Ok(PersonId(1)));
		assert_eq!(Town::acting(&2), Err(Unfit::Frozen));
		assert_eq!(Town::acting(&3), Err(Unfit::Deceased));
		assert_eq!(Town::acting(&4), Err(Unfit::NotRegistered));
		assert_eq!(Town::acting(&5), Err(Unfit::NotRegistered));
		assert_eq!(Town::behind(&2), Ok(PersonId(2)));
	}

	#[test]
	fn frozen_people_are_given_what_is_theirs_and_the_dead_nothing() {
		assert!(Town::living(PersonId(1)).is_ok() && Town::living(PersonId(2)).is_ok());
		assert_eq!(Town::living(PersonId(3)), Err(Absent::Deceased));
		assert_eq!(Town::living(PersonId(9)), Err(Absent::NotRegistered));
		assert!(Town::known(PersonId(3)).is_ok());
	}
}
