// SPDX-License-Identifier: Apache-2.0

//! Makes a failing sequence short: steps are left out while the failure stays.

/// A shorter sequence that still fails, as far as so many tries lead: first large parts are left out, then smaller ones.
pub fn shrink<S: Clone>(steps: &[S], tries: usize, mut fails: impl FnMut(&[S]) -> bool) -> Vec<S> {
	let mut left = steps.to_vec();
	let mut tries = tries;
	let mut size = left.len().div_ceil(2);
	while size > 0 && tries > 0 {
		let mut at = 0;
		let mut is_shorter = false;
		while at < left.len() && tries > 0 {
			tries -= 1;
			let end = (at + size).min(left.len());
			let without: Vec<S> = left[..at].iter().chain(&left[end..]).cloned().collect();
			if fails(&without) {
				left = without;
				is_shorter = true;
			} else {
				at = end;
			}
		}
		// Single steps are tried until none can go.
		if size > 1 {
			size = size.div_ceil(2);
		} else if !is_shorter {
			break;
		}
	}
	left
}
