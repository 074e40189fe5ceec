// SPDX-License-Identifier: Apache-2.0

//! The module that validates ballots as a runtime would: with the curves in wasm (`pure`), and with their heavy operations by
//! the host (`host`).

#![no_std]
extern crate alloc;
use alloc::{borrow::Cow, vec, vec::Vec};
use codec::Decode;
use verifiable::{
	ring::{
		bandersnatch::{BandersnatchSha512Ell2, BandersnatchVrfVerifiable},
		DecodeUnchecked, RingDomainSize, RingSuiteExt, RingVrfVerifiable,
	},
	BatchProofItem, GenerateVerifiable,
};

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
	core::arch::wasm32::unreachable()
}

mod hooked {
	use super::*;
	use ark_ec::{pairing::Pairing, AffineRepr, CurveGroup};
	use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};
	use verifiable::ring::{ark_vrf, Bls12_381Params, MembersSet, VerifierCache};

	#[link(wasm_import_module = "env")]
	extern "C" {
		/// One operation on curves, by the host: two inputs, one output.
		fn ec(
			op: u32,
			a: *const u8,
			a_len: usize,
			b: *const u8,
			b_len: usize,
			out: *mut u8,
			out_len: usize,
		) -> u32;
	}

	fn encode<T: CanonicalSerialize + ?Sized>(value: &T) -> Vec<u8> {
		let mut bytes = Vec::with_capacity(value.uncompressed_size());
		value.serialize_uncompressed(&mut bytes).unwrap();
		bytes
	}

	fn host<T: CanonicalDeserialize>(op: u32, a: &[u8], b: &[u8], size: usize) -> T {
		let mut out = vec![0; size];
		let done =
			unsafe { ec(op, a.as_ptr(), a.len(), b.as_ptr(), b.len(), out.as_mut_ptr(), size) };
		assert!(done == 0);
		T::deserialize_uncompressed_unchecked(&out[..]).unwrap()
	}

	#[derive(Clone, Copy)]
	pub struct Host;
	type Bls = ark_bls12_381_ext::Bls12_381<Host>;
	type G1 = ark_bls12_381_ext::g1::G1Affine<Host>;
	type G2 = ark_bls12_381_ext::g2::G2Affine<Host>;
	type Fr = <Bls as Pairing>::ScalarField;
	type Target = <Bls as Pairing>::TargetField;
	type Te = ark_ed_on_bls12_381_bandersnatch_ext::EdwardsAffine<Host>;
	type TeProjective = ark_ed_on_bls12_381_bandersnatch_ext::EdwardsProjective<Host>;

	impl ark_bls12_381_ext::CurveHooks for Host {
		fn multi_miller_loop(
			g1: impl Iterator<Item = <Bls as Pairing>::G1Prepared>,
			g2: impl Iterator<Item = <Bls as Pairing>::G2Prepared>,
		) -> Target {
			let g1: Vec<G1> = g1.map(|p| p.0).collect();
			let g2: Vec<G2> = g2.map(|p| p.0).collect();
			host(0, &encode(&g1), &encode(&g2), 576)
		}
		fn final_exponentiation(target: Target) -> Target {
			host(1, &encode(&target), &[], 576)
		}
		fn msm_g1(bases: &[G1], scalars: &[Fr]) -> ark_bls12_381_ext::g1::G1Projective<Host> {
			host::<G1>(2, &encode(bases), &encode(scalars), 96).into_group()
		}
		fn msm_g2(bases: &[G2], scalars: &[Fr]) -> ark_bls12_381_ext::g2::G2Projective<Host> {
			host::<G2>(3, &encode(bases), &encode(scalars), 192).into_group()
		}
		fn mul_projective_g1(
			base: &ark_bls12_381_ext::g1::G1Projective<Host>,
			scalar: &[u64],
		) -> ark_bls12_381_ext::g1::G1Projective<Host> {
			host::<G1>(4, &encode(&base.into_affine()), &encode(scalar), 96).into_group()
		}
		fn mul_projective_g2(
			base: &ark_bls12_381_ext::g2::G2Projective<Host>,
			scalar: &[u64],
		) -> ark_bls12_381_ext::g2::G2Projective<Host> {
			host::<G2>(5, &encode(&base.into_affine()), &encode(scalar), 192).into_group()
		}
	}

	impl ark_ed_on_bls12_381_bandersnatch_ext::CurveHooks for Host {
		fn msm_te(bases: &[Te], scalars: &[<Te as AffineRepr>::ScalarField]) -> TeProjective {
			host::<Te>(6, &encode(bases), &encode(scalars), 64).into_group()
		}
		fn mul_projective_te(base: &TeProjective, scalar: &[u64]) -> TeProjective {
			host::<Te>(7, &encode(&base.into_affine()), &encode(scalar), 64).into_group()
		}
	}

	/// The suite of `verifiable`, over curves whose heavy operations the host makes. The constants are the same.
	#[derive(Clone, Copy, Debug, PartialEq, Eq)]
	pub struct Hosted;

	const fn moved(point: ark_vrf::suites::bandersnatch::AffinePoint) -> Te {
		Te::new_unchecked(point.x, point.y)
	}

	impl ark_vrf::Suite for Hosted {
		const SUITE_ID: &'static [u8] = <BandersnatchSha512Ell2 as ark_vrf::Suite>::SUITE_ID;
		type Affine = Te;
		type Transcript = ark_vrf::utils::HashTranscript<sha2::Sha512>;
		fn data_to_point(data: &[u8]) -> Option<Te> {
			<BandersnatchSha512Ell2 as ark_vrf::Suite>::data_to_point(data).map(moved)
		}
	}
	impl ark_vrf::pedersen::PedersenSuite for Hosted {
		const BLINDING_BASE: Te =
			moved(<BandersnatchSha512Ell2 as ark_vrf::pedersen::PedersenSuite>::BLINDING_BASE);
	}
	impl ark_vrf::ring::RingSuite for Hosted {
		type Pairing = Bls;
		const ACCUMULATOR_BASE: Te =
			moved(<BandersnatchSha512Ell2 as ark_vrf::ring::RingSuite>::ACCUMULATOR_BASE);
		const PADDING: Te = moved(<BandersnatchSha512Ell2 as ark_vrf::ring::RingSuite>::PADDING);
	}

	pub struct Cache;
	impl VerifierCache<Hosted> for Cache {
		fn ring_context(
			domain: RingDomainSize,
		) -> Cow<'static, ark_vrf::ring::RingContext<Hosted>> {
			static CELLS: [spin::Once<ark_vrf::ring::RingContext<Hosted>>; 3] =
				[const { spin::Once::new() }; 3];
			Cow::Borrowed(
				CELLS[domain as usize].call_once(|| verifiable::ring::make_ring_context(domain)),
			)
		}
		fn verifier_params() -> ark_vrf::ring::PcsVerifierParams<Hosted> {
			static CELL: spin::Once<ark_vrf::ring::PcsVerifierParams<Hosted>> = spin::Once::new();
			CELL.call_once(verifiable::ring::make_canonical_pcs_vk::<Hosted>).clone()
		}
		fn empty_members_set(domain: RingDomainSize) -> MembersSet<Hosted> {
			verifiable::ring::make_empty_members_set(domain)
		}
	}
	impl RingSuiteExt for Hosted {
		const VRF_INPUT_DOMAIN: &[u8] = BandersnatchSha512Ell2::VRF_INPUT_DOMAIN;
		const PUBLIC_KEY_SIZE: usize = 32;
		const MEMBERS_SET_SIZE: usize = 848;
		const MEMBERS_COMMITMENT_SIZE: usize = 288;
		const STATIC_CHUNK_SIZE: usize = 96;
		const SIGNATURE_SIZE: usize = 64;
		const RING_PROOF_SIZE: usize = 752;
		const VRF_OUTPUT_SIZE: usize = 32;
		type PublicKeyBytes = [u8; 32];
		type SignatureBytes = [u8; 64];
		type CurveParams = Bls12_381Params;
		type VerifierCache = Cache;
	}
	pub type HostedVerifiable = RingVrfVerifiable<Hosted>;
}

/// Ballots as the host hands them in: domain, then (ring commitment, context, message, proof) of each.
type Raw = (RingDomainSize, Vec<(Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>)>);

fn items<S: RingSuiteExt>(
	ptr: *const u8,
	len: usize,
) -> Vec<
	BatchProofItem<
		<RingVrfVerifiable<S> as GenerateVerifiable>::Proof,
		<RingVrfVerifiable<S> as GenerateVerifiable>::Members,
		RingDomainSize,
	>,
> {
	let bytes = unsafe { core::slice::from_raw_parts(ptr, len) };
	let (config, raw) = Raw::decode(&mut &bytes[..]).unwrap();
	raw.into_iter()
		.map(|(members, context, message, proof)| BatchProofItem {
			proof: proof.try_into().unwrap(),
			config,
			members: DecodeUnchecked::decode_unchecked(&mut &members[..]).unwrap(),
			context,
			message,
		})
		.collect()
}

fn single<S: RingSuiteExt>(ptr: *const u8, len: usize) -> u32 {
	let items = items::<S>(ptr, len);
	let valid = items.iter().filter(|item| {
		RingVrfVerifiable::<S>::validate(
			item.config,
			&item.proof,
			&item.members,
			&item.context,
			&item.message,
		)
		.is_ok()
	});
	valid.count() as u32
}

fn batch<S: RingSuiteExt>(ptr: *const u8, len: usize) -> u32 {
	let items = items::<S>(ptr, len);
	RingVrfVerifiable::<S>::batch_validate(&items).map_or(0, |aliases| aliases.len() as u32)
}

/// Builds a ring: domain, member keys, the chunks from the first member's place on.
fn push<S: RingSuiteExt<PublicKeyBytes = [u8; 32]>>(ptr: *const u8, len: usize) -> u32 {
	let bytes = unsafe { core::slice::from_raw_parts(ptr, len) };
	let (config, keys, chunks) =
		<(RingDomainSize, Vec<[u8; 32]>, Vec<Vec<u8>>)>::decode(&mut &bytes[..]).unwrap();
	let mut set = RingVrfVerifiable::<S>::start_members(config);
	let many = keys.len() as u32;
	RingVrfVerifiable::<S>::push_members(&mut set, keys.into_iter(), |range| {
		Ok(range
			.map(|at| DecodeUnchecked::decode_unchecked(&mut &chunks[at][..]).unwrap())
			.collect())
	})
	.map_or(0, |()| many)
}

/// Decodes the proofs and does nothing else.
fn decode<S: RingSuiteExt>(ptr: *const u8, len: usize) -> u32 {
	use ark_serialize::CanonicalDeserialize;
	let bytes = unsafe { core::slice::from_raw_parts(ptr, len) };
	let (_, raw) = Raw::decode(&mut &bytes[..]).unwrap();
	let decoded = raw.iter().filter(|(.., proof)| {
		verifiable::ring::ark_vrf::ring::Proof::<S>::deserialize_compressed(
			&proof[..S::RING_PROOF_SIZE],
		)
		.is_ok()
	});
	decoded.count() as u32
}

#[no_mangle]
pub extern "C" fn decode_pure(ptr: *const u8, len: usize) -> u32 {
	decode::<BandersnatchSha512Ell2>(ptr, len)
}
#[no_mangle]
pub extern "C" fn decode_host(ptr: *const u8, len: usize) -> u32 {
	decode::<hooked::Hosted>(ptr, len)
}
#[no_mangle]
pub extern "C" fn reserve(len: usize) -> *mut u8 {
	let mut bytes = vec![0u8; len];
	let ptr = bytes.as_mut_ptr();
	core::mem::forget(bytes);
	ptr
}
#[no_mangle]
pub extern "C" fn single_pure(ptr: *const u8, len: usize) -> u32 {
	single::<BandersnatchSha512Ell2>(ptr, len)
}
#[no_mangle]
pub extern "C" fn batch_pure(ptr: *const u8, len: usize) -> u32 {
	batch::<BandersnatchSha512Ell2>(ptr, len)
}
#[no_mangle]
pub extern "C" fn push_pure(ptr: *const u8, len: usize) -> u32 {
	push::<BandersnatchSha512Ell2>(ptr, len)
}
#[no_mangle]
pub extern "C" fn single_host(ptr: *const u8, len: usize) -> u32 {
	single::<hooked::Hosted>(ptr, len)
}
#[no_mangle]
pub extern "C" fn batch_host(ptr: *const u8, len: usize) -> u32 {
	batch::<hooked::Hosted>(ptr, len)
}
#[no_mangle]
pub extern "C" fn push_host(ptr: *const u8, len: usize) -> u32 {
	push::<hooked::Hosted>(ptr, len)
}
#[allow(unused)]
type Used = (BandersnatchVrfVerifiable, hooked::HostedVerifiable);
