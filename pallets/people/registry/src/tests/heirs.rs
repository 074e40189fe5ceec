// SPDX-License-Identifier: Apache-2.0

//! Who inherits: named by the office of the dead person's home once the death is final, and by nobody else's word.

use super::*;
use chungnam_ports::{People as PeopleOfChain, StillClaimed, Unclaimed};

const KIM: PersonId = PersonId(1);
const LEE: PersonId = PersonId(0);
const PARK: PersonId = PersonId(2);

/// Kim died long enough ago.
fn late_kim() {
	assert_ok!(Registry::record_death(by(CHEONGYANG), KIM));
	pass(EstateDelay::get());
}

fn name(heir: PersonId) -> DispatchResult {
	Registry::name_heir(by(CHEONGYANG), KIM, heir)
}

fn accept(key: AccountId) -> DispatchResult {
	Registry::accept_estate(by(key), KIM)
}

fn claimants() -> [Option<PersonId>; 2] {
	[OTHER_PHONE, CARD].map(|key| Registry::former_key_of(&key))
}

#[test]
fn the_heir_who_accepts_is_the_one_to_whom_the_keys_of_the_dead_belong() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(LEE));
		assert_eq!(last_event(), Event::HeirNamed { person: KIM, heir: LEE });
		// Named is not accepted.
		assert_eq!(claimants(), [Some(KIM); 2]);
		assert_ok!(accept(PHONE));
		assert_eq!(last_event(), Event::EstateAccepted { person: KIM, heir: LEE });
		assert_eq!(claimants(), [Some(LEE); 2]);
		// The keys count for nobody all the same.
		assert_eq!((Registry::person_of(OTHER_PHONE), Registry::person_of(CARD)), (None, None));
		let heir = Heir { person: LEE, has_accepted: true };
		assert_eq!(Registry::estate(KIM), Some((heir, vec![OTHER_PHONE, CARD])));
		assert_eq!(Registry::estate(LEE), None);
	});
}

#[test]
fn no_heir_is_named_while_the_death_can_be_undone() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(name(LEE), Error::<Test>::PersonNotDeceased);
		assert_ok!(Registry::record_death(by(CHEONGYANG), KIM));
		pass(EstateDelay::get() - 1);
		assert_noop!(name(LEE), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(name(LEE));
		assert_noop!(Registry::undo_death(by(CHEONGYANG), KIM), Error::<Test>::TooLate);
		assert_noop!(
			Registry::name_heir(RuntimeOrigin::root(), PersonId(99), LEE),
			Error::<Test>::NotRegistered
		);
	});
}

#[test]
fn a_death_that_was_undone_has_no_heir_and_the_next_one_waits_anew() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::record_death(by(CHEONGYANG), KIM));
		pass(EstateDelay::get() - 1);
		assert_ok!(Registry::undo_death(by(CHEONGYANG), KIM));
		pass(1);
		assert_noop!(name(LEE), Error::<Test>::PersonNotDeceased);
		assert_ok!(Registry::record_death(by(CHEONGYANG), KIM));
		assert_noop!(name(LEE), Error::<Test>::TooEarly);
	});
}

#[test]
fn only_the_office_of_the_dead_persons_home_names_an_heir() {
	ExtBuilder::default().build_and_execute(|| {
		let scopes = ScopeSet::of(&[Scope::Freeze, Scope::Cohorts, Scope::Merchants]);
		assert_ok!(appoint_attester(RuntimeOrigin::root(), 902, RegionSet::of(&[12]), scopes));
		late_kim();
		for who in [BORYEONG, 902, PHONE, OTHER_PHONE] {
			assert_noop!(Registry::name_heir(by(who), KIM, LEE), BadOrigin);
		}
		// The heir can live anywhere.
		assert_ok!(name(PARK));
		assert_ok!(accept(PHONE_THERE));
	});
}

#[test]
fn an_heir_lives_is_registered_and_is_not_frozen() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_noop!(name(PersonId(99)), Error::<Test>::NotRegistered);
		assert_noop!(name(KIM), Error::<Test>::PersonDeceased);
		assert_ok!(Registry::freeze(by(CHEONGYANG), LEE));
		assert_noop!(name(LEE), Error::<Test>::PersonFrozen);
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), LEE));
		assert_ok!(name(LEE));
		assert_ok!(Registry::freeze(by(CHEONGYANG), LEE));
		assert_noop!(accept(PHONE), Error::<Test>::PersonFrozen);
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), LEE));
		assert_ok!(Registry::record_death(by(CHEONGYANG), LEE));
		assert_noop!(accept(PHONE), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn nobody_but_the_heir_accepts_and_only_once() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_noop!(accept(PHONE), Error::<Test>::HeirNotFound);
		assert_ok!(name(LEE));
		// Another person, the dead, the office, and nobody at all.
		assert_noop!(accept(PHONE_THERE), Error::<Test>::NotAuthorized);
		for who in [OTHER_PHONE, CARD, CHEONGYANG, 77] {
			assert_noop!(accept(who), Error::<Test>::NotAuthorized);
		}
		assert_ok!(accept(PHONE));
		assert_noop!(accept(PHONE), Error::<Test>::EstateAccepted);
	});
}

#[test]
fn an_heir_who_has_not_accepted_gives_way_to_another_and_one_who_has_does_not() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(LEE));
		assert_ok!(name(PARK));
		assert_noop!(accept(PHONE), Error::<Test>::NotAuthorized);
		assert_ok!(accept(PHONE_THERE));
		assert_noop!(name(LEE), Error::<Test>::EstateAccepted);
		assert_eq!(claimants(), [Some(PARK); 2]);
	});
}

#[test]
fn another_heir_follows_one_whose_own_death_is_final_and_none_before() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(LEE));
		assert_ok!(accept(PHONE));
		assert_ok!(Registry::record_death(by(CHEONGYANG), LEE));
		pass(EstateDelay::get() - 1);
		assert_noop!(name(PARK), Error::<Test>::EstateAccepted);
		assert_eq!(claimants(), [Some(LEE); 2]);
		pass(1);
		assert_ok!(name(PARK));
		assert_eq!(claimants(), [Some(KIM); 2]);
		assert_ok!(accept(PHONE_THERE));
		assert_eq!(claimants(), [Some(PARK); 2]);
	});
}

#[test]
fn who_is_named_after_the_death_of_an_heir_has_as_long_as_that_heir_had() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(LEE));
		assert_ok!(accept(PHONE));
		pass(EstateDelay::get());
		let ended_at = now();
		assert_ok!(Registry::record_death(by(CHEONGYANG), LEE));
		pass(EstateDelay::get());
		assert_eq!(Registry::left_by(&CARD), Ok((KIM, ended_at)));
		assert_ok!(name(PARK));
		assert_eq!(Registry::left_by(&CARD), Ok((KIM, ended_at)));
		assert_noop!(Registry::undo_death(by(CHEONGYANG), KIM), Error::<Test>::TooLate);
		// Another one in place of Park, who did not accept, has no more time.
		assert_ok!(name(PersonId(3)));
		assert_eq!(Registry::left_by(&CARD), Ok((KIM, ended_at)));
	});
}

#[test]
fn a_key_that_was_voided_before_the_death_belongs_to_the_heir_too() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		late_kim();
		assert_ok!(name(LEE));
		assert_ok!(accept(PHONE));
		assert_eq!(claimants(), [Some(LEE); 2]);
	});
}

#[test]
fn an_heir_without_a_key_gets_one_first() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(PersonId(3)));
		assert_ok!(issue_key(by(CHEONGYANG), PersonId(3), 50, KeyKind::Card));
		assert_ok!(accept(50));
	});
}

#[test]
fn keys_of_the_dead_are_unclaimed_until_an_heir_accepts() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		let died_at = now();
		late_kim();
		let assert_unclaimed = || {
			for key in [OTHER_PHONE, CARD] {
				assert_eq!(Registry::left_by(&key), Ok((KIM, died_at)));
			}
		};
		assert_unclaimed();
		// Named is not accepted.
		assert_ok!(name(LEE));
		assert_unclaimed();
		assert_ok!(accept(PHONE));
		for key in [OTHER_PHONE, CARD] {
			assert_eq!(Registry::left_by(&key), Err(StillClaimed::Inherited));
		}
		// Neither an office nor a key of somebody who lives.
		for who in [PHONE, CHEONGYANG, 77] {
			assert_eq!(Registry::left_by(&who), Err(StillClaimed::NotDeceased));
		}
	});
}

#[test]
fn another_name_after_the_death_of_an_heir_leaves_as_much_time_as_that_death() {
	ExtBuilder::default().build_and_execute(|| {
		late_kim();
		assert_ok!(name(LEE));
		assert_ok!(accept(PHONE));
		pass(10 * EstateDelay::get());
		assert_ok!(Registry::record_death(by(CHEONGYANG), LEE));
		let since = Ok((KIM, now()));
		assert_eq!(Registry::left_by(&CARD), since);
		pass(EstateDelay::get());
		// Neither the one who follows the heir nor another one in that place counts before accepting.
		for follower in [PersonId(3), PARK] {
			assert_ok!(name(follower));
			assert_eq!(Registry::left_by(&CARD), since);
		}
		assert_ok!(accept(PHONE_THERE));
		assert_eq!(Registry::left_by(&CARD), Err(StillClaimed::Inherited));
		// Lee's own key is Lee's estate, and not of this one.
		assert_eq!(Registry::left_by(&PHONE), Ok((LEE, now() - EstateDelay::get())));
	});
}

#[test]
fn keys_of_a_person_whose_death_was_undone_are_claimed_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::record_death(by(CHEONGYANG), KIM));
		assert_eq!(Registry::left_by(&CARD), Ok((KIM, now())));
		assert_ok!(Registry::undo_death(by(CHEONGYANG), KIM));
		assert_eq!(Registry::left_by(&CARD), Err(StillClaimed::NotDeceased));
	});
}
