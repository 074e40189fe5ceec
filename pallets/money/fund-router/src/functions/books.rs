// SPDX-License-Identifier: Apache-2.0

//! The books, read.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::Source;
use chungnam_primitives::KoreanMonth;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The month in whose books money is entered. It turns with the agenda, never between two calls of a block.
	pub(crate) fn open_month() -> KoreanMonth {
		match BookSpan::<T>::get().month {
			0 => T::Time::this_month(),
			month => month,
		}
	}

	pub(crate) fn month_of(month: KoreanMonth) -> Vec<SourceMonthOf<T>> {
		let running = Self::open_month();
		if is_forgotten(month, running) {
			return Vec::new();
		}
		let mut paid: Vec<_> = Paid::<T>::iter_prefix(month).collect();
		paid.sort();
		let of_source = |source| {
			let Book { opening, routed, closing } = Books::<T>::get(month, source);
			let is_running = month == running;
			let closing =
				if is_running { T::Won::spendable(&Self::collector(source)) } else { closing };
			let own = paid.iter().filter(|((from, _), _)| *from == source);
			SourceMonth {
				source,
				opening,
				// Nothing but a flush takes won from a source, so this never falls below zero (I5).
				received: routed.saturating_add(closing).saturating_sub(opening),
				routed,
				closing,
				to: own.map(|((_, sink), amount)| (sink.clone(), *amount)).collect(),
			}
		};
		let has_something = |own: &SourceMonthOf<T>| {
			own.opening > 0 || own.received > 0 || own.routed > 0 || own.closing > 0
		};
		Source::ALL.into_iter().map(of_source).filter(has_something).collect()
	}
}
