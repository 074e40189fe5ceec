// SPDX-License-Identifier: Apache-2.0

//! The operations of the host on curves, for a program that runs the guest.
use ark_bls12_381::{g1, g2, Bls12_381, G1Affine, G2Affine};
use ark_ec::{
	pairing::{MillerLoopOutput, Pairing},
	short_weierstrass::SWCurveConfig,
	twisted_edwards::TECurveConfig,
	CurveGroup,
};
use ark_ed_on_bls12_381_bandersnatch::{BandersnatchConfig, EdwardsAffine};
use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};

fn get<T: CanonicalDeserialize>(bytes: &[u8]) -> T {
	T::deserialize_uncompressed_unchecked(bytes).unwrap()
}
fn put<T: CanonicalSerialize>(value: &T) -> Vec<u8> {
	let mut bytes = Vec::new();
	value.serialize_uncompressed(&mut bytes).unwrap();
	bytes
}

/// The operations of the host, as those of RFC-163: the same library, natively.
fn operation(op: u32, a: &[u8], b: &[u8]) -> Vec<u8> {
	match op {
		0 => put(&Bls12_381::multi_miller_loop(get::<Vec<G1Affine>>(a), get::<Vec<G2Affine>>(b)).0),
		1 => put(&Bls12_381::final_exponentiation(MillerLoopOutput(get(a))).unwrap().0),
		2 => put(&g1::Config::msm(&get::<Vec<_>>(a), &get::<Vec<_>>(b)).unwrap().into_affine()),
		3 => put(&g2::Config::msm(&get::<Vec<_>>(a), &get::<Vec<_>>(b)).unwrap().into_affine()),
		4 => put(&g1::Config::mul_affine(&get(a), &get::<Vec<u64>>(b)).into_affine()),
		5 => put(&g2::Config::mul_affine(&get(a), &get::<Vec<u64>>(b)).into_affine()),
		6 => put(&<BandersnatchConfig as TECurveConfig>::msm(
			&get::<Vec<EdwardsAffine>>(a),
			&get::<Vec<_>>(b),
		)
		.unwrap()
		.into_affine()),
		7 => put(&<BandersnatchConfig as TECurveConfig>::mul_affine(
			&get::<EdwardsAffine>(a),
			&get::<Vec<u64>>(b),
		)
		.into_affine()),
		_ => unreachable!(),
	}
}

/// # Safety
/// The pointers lead to so many bytes.
#[no_mangle]
pub unsafe extern "C" fn ec(
	op: u32,
	a: *const u8,
	a_len: usize,
	b: *const u8,
	b_len: usize,
	out: *mut u8,
	out_len: usize,
) -> u32 {
	let result =
		operation(op, std::slice::from_raw_parts(a, a_len), std::slice::from_raw_parts(b, b_len));
	assert_eq!(result.len(), out_len);
	std::slice::from_raw_parts_mut(out, out_len).copy_from_slice(&result);
	0
}
