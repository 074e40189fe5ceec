// SPDX-License-Identifier: Apache-2.0

//! Tax that is withheld of dividends when they are paid. Rates are data, and nothing is withheld by default. Nothing here
//! knows `Config`.

use chungnam_primitives::Won;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::types::{Credential, Seat};

/// The largest part of a dividend that is withheld, with the local tax, in hundredths of a percent.
pub const MAX_TAX_BP: u16 = 5_000;
/// Hundredths of a percent in a whole.
const WHOLE_BP: u16 = 10_000;

/// What is withheld of one payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct TaxRate {
	/// The income tax (소득세), in hundredths of a percent of the dividend. 0 is none.
	pub bp: u16,
	/// The local income tax (지방소득세), in hundredths of a percent of the income tax. 0 is none.
	pub local_bp: u16,
	/// Both are rounded down to a multiple of so many won. 0 only where nothing is withheld.
	pub step: u32,
	/// Won of income tax below which neither is withheld.
	pub least: u32,
}

impl TaxRate {
	/// True if it takes no more than [`MAX_TAX_BP`] of a dividend, and rounds to steps of something.
	pub fn is_sound(&self) -> bool {
		let [bp, local, whole, most] =
			[self.bp, self.local_bp, WHOLE_BP, MAX_TAX_BP].map(u64::from);
		// Each factor is below 2¹⁷.
		let taken = bp.saturating_mul(whole.saturating_add(local));
		let is_low = taken <= most.saturating_mul(whole);
		is_low && (self.step > 0 || self.bp == 0)
	}

	/// The tax of so much won that is paid at once.
	pub fn of(&self, won: Won) -> Tax {
		let income = self.part(won, self.bp);
		if income < Won::from(self.least) {
			return Tax::default();
		}
		Tax { income, local: self.part(income, self.local_bp) }
	}

	/// So many hundredths of a percent, rounded down to a step: the holder gets the rest.
	fn part(&self, won: Won, bp: u16) -> Won {
		let step = Won::from(self.step);
		let whole = Won::from(WHOLE_BP).saturating_mul(step); // both are small
		let parts = won.saturating_mul(bp.into()); // dues are no more than MAX_RECEIVED
		parts.checked_div(whole).unwrap_or(0).saturating_mul(step) // no more than `won` at a whole
	}
}

/// What is withheld, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tax {
	/// The income tax (소득세).
	pub income: Won,
	/// The local income tax (지방소득세).
	pub local: Won,
}

impl Tax {
	/// Both.
	pub fn total(&self) -> Won {
		self.income.saturating_add(self.local) // no more than half of a dividend
	}
}

/// What is withheld of dividends, and who gets it. Institutions declare their dividends themselves: nothing is withheld of
/// theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Withholding<AccountId> {
	/// The account of an institution that passes it on to the tax offices.
	pub office: AccountId,
	/// Of people in Korea.
	pub korea: TaxRate,
	/// Of people abroad.
	pub abroad: TaxRate,
}

impl<AccountId> Withholding<AccountId> {
	/// True if both rates are sound.
	pub fn is_sound(&self) -> bool {
		self.korea.is_sound() && self.abroad.is_sound()
	}
}

/// True if a person counts as abroad for taxes. A home in the province is in Korea; for others counts what an office attested, also
/// when it has ended, and without that the seat under which the units count.
pub fn is_abroad(lives_here: bool, credential: Option<Credential>, counted: Seat) -> bool {
	let seat = credential.map_or(counted, |own| own.seat);
	!lives_here && seat == Seat::Abroad
}

/// What a holder could take now, before and after tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Payout {
	/// Won of dividends and of what sold units brought.
	pub gross: Won,
	/// What of the dividends is withheld by the rate of now.
	pub tax: Tax,
	/// Won that arrives.
	pub net: Won,
}

#[cfg(test)]
mod tests {
	use super::*;

	const KOREA: TaxRate = TaxRate { bp: 1_400, local_bp: 1_000, step: 10, least: 1_000 };

	#[test]
	fn tax_is_rounded_down_to_the_step_and_the_local_one_is_a_part_of_it() {
		assert_eq!(KOREA.of(10_000), Tax { income: 1_400, local: 140 });
		// 1,728.3 and 172.
		assert_eq!(KOREA.of(12_345), Tax { income: 1_720, local: 170 });
		assert_eq!(KOREA.of(12_345).total(), 1_890);
		let single = TaxRate { step: 1, ..KOREA };
		assert_eq!(single.of(12_345), Tax { income: 1_728, local: 172 });
	}

	#[test]
	fn nothing_is_withheld_below_the_least_tax() {
		// 999.88, and 1,000.02.
		assert_eq!(KOREA.of(7_142), Tax::default());
		assert_eq!(KOREA.of(7_143), Tax { income: 1_000, local: 100 });
		assert_eq!(TaxRate::default().of(1_000_000), Tax::default());
		assert_eq!(TaxRate { bp: 0, ..KOREA }.of(1_000_000), Tax::default());
	}

	#[test]
	fn rate_is_sound_up_to_a_half_with_the_local_tax() {
		assert!(KOREA.is_sound() && TaxRate::default().is_sound());
		let rate = |bp, local_bp, step| TaxRate { bp, local_bp, step, least: 0 }.is_sound();
		assert!(rate(MAX_TAX_BP, 0, 1) && rate(2_500, 10_000, 1));
		assert!(!rate(MAX_TAX_BP + 1, 0, 1) && !rate(MAX_TAX_BP, 1, 1));
		assert!(!rate(u16::MAX, u16::MAX, u32::MAX));
		assert!(!rate(1, 0, 0), "steps of nothing");
		// The most that can be taken is less than what is paid.
		let most = TaxRate { bp: MAX_TAX_BP, local_bp: 0, step: 1, least: 0 };
		assert_eq!([1, 2, 3].map(|won| most.of(won).total()), [0, 1, 1]);
	}

	#[test]
	fn home_counts_before_a_credential_and_that_before_the_seat_of_units() {
		let own =
			|seat| Some(Credential { seat, class: crate::types::InvestorClass::Retail, until: 0 });
		assert!(!is_abroad(true, own(Seat::Abroad), Seat::Abroad));
		assert!(is_abroad(false, own(Seat::Abroad), Seat::Here));
		assert!(!is_abroad(false, own(Seat::Korea), Seat::Abroad));
		assert!(is_abroad(false, None, Seat::Abroad));
		assert!(!is_abroad(false, None, Seat::Here));
	}
}
