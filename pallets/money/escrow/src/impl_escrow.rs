// SPDX-License-Identifier: Apache-2.0

//! Envelopes for the neighbours that own them.

use chungnam_ports::{Agenda, Due, EnvelopeFacts, Escrow, EscrowOwner};
use chungnam_primitives::EnvelopeId;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, PAYEE_PART};

impl<T: Config> Escrow<T::AccountId> for Pallet<T> {
	fn open(
		owner: EscrowOwner,
		from: &T::AccountId,
		plan: PlanOf<T>,
	) -> Result<EnvelopeId, DispatchError> {
		Self::do_open(owner, from, plan)
	}

	fn facts(id: EnvelopeId) -> Option<EnvelopeFacts<T::AccountId>> {
		let envelope = Envelopes::<T>::get(id)?;
		let parts = envelope.numbers().chain([PAYEE_PART]);
		let next_due = parts.filter_map(|part| T::Agenda::at(Due::Envelope(id, part))).min();
		Some(EnvelopeFacts {
			owner: envelope.owner,
			payee: envelope.payee,
			total: envelope.total,
			paid: envelope.paid,
			refunded: envelope.refunded,
			held: envelope.held,
			next_due,
		})
	}

	fn settle(owner: EscrowOwner, id: EnvelopeId, act: OwnerActOf<T>) -> DispatchResult {
		Self::do_settle(owner, id, act)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_contest(id: EnvelopeId) {
		crate::benchmarking::contest_change::<T>(id);
	}
}
