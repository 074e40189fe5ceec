// SPDX-License-Identifier: Apache-2.0

//! Accounts of what is gone. Several pallets keep won under accounts that they derive from a number, and answer for them in
//! the same way.

/// Implements [`Pots`](crate::Pots) for a pallet: the kind of its pots, the number that it gives next, the map of what
/// exists, and the function from a number to the account. Needs `Config` and `Pallet` in scope.
///
/// ```ignore
/// impl_pots!(Income: NextIncome, Incomes, pool_of);
/// ```
#[macro_export]
macro_rules! impl_pots {
	($kind:ident: $next:ident, $existing:ident, $account_of:ident) => {
		impl<T: Config> $crate::Pots<T::AccountId> for Pallet<T> {
			fn left(pot: $crate::Pot) -> Option<T::AccountId> {
				let $crate::Pot::$kind(number) = pot else { return None };
				let was_given = number < $next::<T>::get();
				let is_gone = was_given && !$existing::<T>::contains_key(number);
				is_gone.then(|| Self::$account_of(number))
			}

			#[cfg(feature = "runtime-benchmarks")]
			fn benchmark_left() -> $crate::Pot {
				$next::<T>::mutate(|next| {
					let number = *next;
					next.0 += 1;
					$crate::Pot::$kind(number)
				})
			}
		}
	};
}
