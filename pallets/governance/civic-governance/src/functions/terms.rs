// SPDX-License-Identifier: Apache-2.0

//! Terms of tracks, and the whitelist.

use chungnam_ports::Method;
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The terms of a track.
	pub(crate) fn terms_of(track: Track) -> Terms {
		TrackTerms::<T>::get(track).unwrap_or_else(|| track.first_terms())
	}

	pub(crate) fn do_set_track_terms(track: Track, terms: Terms) -> DispatchResult {
		ensure!(track.exists(), Error::<T>::TrackNotFound);
		ensure!(terms.are_sound(), Error::<T>::TermsUnsound);
		NextTerms::<T>::insert(track, terms);
		Self::deposit_event(Event::TermsAnnounced { track, terms });
		Self::open_next(track);
		Ok(())
	}

	/// How votes of a track come in.
	pub(crate) fn method_of(track: Track) -> Method {
		if SealedTracks::<T>::contains_key(track) {
			Method::Sealed
		} else {
			Method::Open
		}
	}

	pub(crate) fn do_set_method(track: Track, method: Method) -> DispatchResult {
		ensure!(track.exists(), Error::<T>::TrackNotFound);
		match method {
			Method::Open => SealedTracks::<T>::remove(track),
			Method::Sealed => {
				ensure!(track.can_be_secret(), Error::<T>::TrackStaysOpen);
				SealedTracks::<T>::insert(track, ());
			}
		}
		Self::deposit_event(Event::MethodChanged { track, method });
		Ok(())
	}

	/// Makes announced terms hold, if no referendum of the track runs.
	pub(super) fn renew_terms(track: Track) {
		if !NextTerms::<T>::contains_key(track) || Self::is_busy(track) {
			return;
		}
		if let Some(terms) = NextTerms::<T>::take(track) {
			TrackTerms::<T>::insert(track, terms);
			Self::deposit_event(Event::TermsChanged { track, terms });
		}
	}

	pub(crate) fn do_whitelist(call: H256) -> DispatchResult {
		let now = Self::now();
		let mut fixes = Whitelist::<T>::get();
		fixes.retain(|fix| now < fix.until);
		ensure!(fixes.iter().all(|fix| fix.call != call), Error::<T>::AlreadyWhitelisted);
		let fix = Fix { call, until: now.saturating_add(FIX_LIFE) };
		fixes.try_push(fix).map_err(|_| Error::<T>::MaxWhitelistedExceeded)?;
		Whitelist::<T>::put(fixes);
		Self::deposit_event(Event::CallWhitelisted { fix });
		Ok(())
	}
}
