// SPDX-License-Identifier: Apache-2.0

//! `host FOLDER` makes rings and ballots, writes the input of each case into the folder, and measures the cases natively, in
//! time of the processor.

use std::time::Duration;

/// Time of the processor that this program had.
struct Instant(Duration);
impl Instant {
	fn now() -> Self {
		extern "C" {
			fn clock_gettime(clock: i32, time: *mut [i64; 2]) -> i32;
		}
		let mut time = [0i64; 2];
		assert_eq!(unsafe { clock_gettime(2, &mut time) }, 0); // CLOCK_PROCESS_CPUTIME_ID
		Self(Duration::new(time[0] as u64, time[1] as u32))
	}
	fn elapsed(&self) -> Duration {
		Self::now().0 - self.0
	}
}

use codec::{Decode, Encode};
use verifiable::{
	ring::{
		ark_vrf::ring::SrsLookup, bandersnatch::BandersnatchSha512Ell2 as S,
		bandersnatch::BandersnatchVrfVerifiable as V, ring_verifier_builder_params, RingDomainSize,
		StaticChunk,
	},
	BatchProofItem, GenerateVerifiable,
};

type Item = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

/// One size of rings.
#[derive(Encode, Decode)]
struct Poll {
	domain: RingDomainSize,
	members: u32,
	/// Ballots of one ring.
	one: Vec<Item>,
	/// Ballots of as many rings.
	many: Vec<Item>,
	keys: Vec<[u8; 32]>,
	chunks: Vec<Vec<u8>>,
}

fn ring(domain: RingDomainSize, first: u64, size: u64) -> (Vec<[u8; 32]>, Vec<u8>) {
	let keys: Vec<_> = (first..first + size).map(|n| V::member_from_secret(&secret(n))).collect();
	let params = ring_verifier_builder_params::<S>(domain);
	let mut set = V::start_members(domain);
	V::push_members(&mut set, keys.iter().copied(), |range| {
		Ok((&params).lookup(range).unwrap().into_iter().map(StaticChunk).collect())
	})
	.unwrap();
	(keys, V::finish_members(set).encode())
}

fn secret(n: u64) -> <V as GenerateVerifiable>::Secret {
	let mut entropy = [7; 32];
	entropy[..8].copy_from_slice(&n.to_le_bytes());
	V::new_secret(entropy)
}

fn ballot(
	domain: RingDomainSize,
	keys: &[[u8; 32]],
	commitment: &[u8],
	first: u64,
	voter: u64,
) -> Item {
	let (context, message) = (b"poll 1".to_vec(), vec![3; 64]);
	let opened = V::open(domain, &keys[voter as usize], keys.iter().copied()).unwrap();
	let (proof, _) = V::create(opened, &secret(first + voter), &context, &message).unwrap();
	(commitment.to_vec(), context, message, proof.to_vec())
}

fn prepare(file: &str) {
	let mut polls = Vec::new();
	for (domain, size, one, many) in
		[(RingDomainSize::Domain12, 767, 24, 8), (RingDomainSize::Domain11, 255, 8, 4)]
	{
		let begin = Instant::now();
		let (keys, commitment) = ring(domain, 0, size);
		println!("{domain:?}: ring of {size} built natively in {:?}", begin.elapsed());
		let begin = Instant::now();
		let same =
			(0..one).map(|voter| ballot(domain, &keys, &commitment, 0, voter % size)).collect();
		println!("{one} ballots opened and proved natively in {:?}", begin.elapsed());
		let others = (1..=many)
			.map(|at| {
				let (keys, commitment) = ring(domain, at * size, size);
				ballot(domain, &keys, &commitment, at * size, at)
			})
			.collect();
		let params = ring_verifier_builder_params::<S>(domain);
		let chunks = (0..).map_while(|at| {
			let some = std::panic::catch_unwind(|| (&params).lookup(at..at + 1)).ok()??;
			Some(StaticChunk::<S>(some[0]).encode())
		});
		let chunks = chunks.collect();
		println!("the other ballots and rings in {:?}", begin.elapsed());
		polls.push(Poll { domain, members: size as u32, one: same, many: others, keys, chunks });
	}
	std::fs::write(file, polls.encode()).unwrap();
}

fn median(mut times: Vec<Duration>) -> Duration {
	times.sort();
	times[times.len() / 2]
}

fn ms(time: Duration) -> String {
	format!("{:.2}", time.as_secs_f64() * 1_000.0)
}

fn native(poll: &Poll, input: &[u8], function: &str) -> Duration {
	let (_, raw) = <(RingDomainSize, Vec<Item>)>::decode(&mut &input[..]).unwrap();
	let items: Vec<_> = raw
		.into_iter()
		.map(|(members, context, message, proof)| BatchProofItem {
			proof: proof.try_into().unwrap(),
			config: poll.domain,
			members: Decode::decode(&mut &members[..]).unwrap(),
			context,
			message,
		})
		.collect();
	let times = (0..5).map(|_| {
		let begin = Instant::now();
		if function == "batch" {
			assert_eq!(V::batch_validate(&items).unwrap().len(), items.len());
		} else {
			for item in &items {
				V::validate(item.config, &item.proof, &item.members, &item.context, &item.message)
					.unwrap();
			}
		}
		begin.elapsed()
	});
	median(times.collect())
}

/// Writes the inputs of each case, and measures natively.
fn cases(file: &str, folder: &str) {
	let polls = Vec::<Poll>::decode(&mut &std::fs::read(file).unwrap()[..]).unwrap();
	for poll in &polls {
		let write = |name: String, input: &[u8]| {
			std::fs::write(format!("{folder}/{}-{name}", poll.members), input).unwrap()
		};
		for size in [1, 4, 16, 64, 256] {
			for (rings, from) in [(1, &poll.one), (size.min(poll.many.len()), &poll.many)] {
				if size == 1 && std::ptr::eq(from, &poll.many) {
					continue;
				}
				// A ballot that comes again costs as much as another one.
				let input =
					(poll.domain, from.iter().cycle().take(size).cloned().collect::<Vec<_>>())
						.encode();
				write(format!("batch-{size}-{rings}"), &input);
				let time = native(poll, &input, if size == 1 { "single" } else { "batch" });
				println!(
					"{}\tballots {size}\trings {rings}\t{} ms a ballot",
					poll.members,
					ms(time / size as u32)
				);
			}
		}
		let mut bad = poll.one[..4].to_vec();
		bad[2].2[0] ^= 1;
		write("bad-4-1".into(), &(poll.domain, bad).encode());
		for keys in [1usize, 16, 255, 767].into_iter().filter(|keys| *keys <= poll.keys.len()) {
			let input = (poll.domain, poll.keys[..keys].to_vec(), poll.chunks.clone()).encode();
			write(format!("push-{keys}-1"), &input);
		}
	}
}

fn main() {
	let arguments: Vec<String> = std::env::args().skip(1).collect();
	let folder = &arguments[0];
	let file = format!("{folder}/polls");
	if !std::path::Path::new(&file).exists() {
		prepare(&file);
	}
	cases(&file, folder);
}
