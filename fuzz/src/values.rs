// SPDX-License-Identifier: Apache-2.0

//! Arguments by their types, as the metadata describes them: every call of every pallet has a generator, one that was added
//! a minute ago as well. Numbers and accounts are chosen by what they name.

use std::sync::{Arc, LazyLock};

use chungnam_ports::Source;
use chungnam_primitives::{RegionSet, Scope, ScopeSet};
use chungnam_runtime::RuntimeCall;
use codec::{Compact, Encode};
use scale_info::{
	form::PortableForm, Field, MetaType, PortableRegistry, Registry, TypeDef, TypeDefPrimitive,
	TypeInfo,
};

use crate::{
	calls::{nested, Aim},
	pools::Pools,
	steps::decode_call,
};

/// The types of one root.
pub struct Shape {
	types: Arc<PortableRegistry>,
	root: u32,
}

/// The types of all calls.
pub static CALLS: LazyLock<Shape> = LazyLock::new(Shape::of::<RuntimeCall>);

/// Bytes longer than any sound value are of a type that contains itself.
const LONGEST: usize = 20_000;
/// As deep as types are followed.
const DEPTH: u32 = 40;

impl Shape {
	/// The types of which a value of `T` is made.
	pub fn of<T: TypeInfo + 'static>() -> Self {
		let mut registry = Registry::new();
		let root = registry.register_type(&MetaType::new::<T>()).id;
		Self { types: Arc::new(registry.into()), root }
	}

	/// A type of a registry.
	pub fn in_registry(types: &Arc<PortableRegistry>, root: u32) -> Self {
		Self { types: types.clone(), root }
	}

	/// A call by its names, with arguments by chance. `None` where the bytes are no call, as a list that is too long.
	pub fn call(&self, pallet: &str, call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
		let mut writer = Writer { types: &self.types, out: Vec::new() };
		let calls = writer.variant(self.root, pallet)?;
		writer.out.push(calls.index);
		let inner = calls.fields.first()?.ty.id;
		let call = writer.variant(inner, call)?;
		writer.out.push(call.index);
		writer.fields(&call.fields, aim, DEPTH);
		decode_call(&writer.out)
	}

	/// A value of the root, with the hint that is its name in the source.
	pub fn value(&self, hint: &str, aim: &mut Aim) -> Vec<u8> {
		let mut writer = Writer { types: &self.types, out: Vec::new() };
		writer.value(self.root, hint, aim, DEPTH);
		writer.out
	}

	/// Names of numbers in the arguments of our calls for which no pool stands below: they would be chosen blindly.
	pub fn unnamed(&self, is_ours: impl Fn(&str) -> bool) -> Vec<String> {
		let mut found = Vec::new();
		let TypeDef::Variant(pallets) = &self.types.resolve(self.root).expect("the root").type_def
		else {
			return found;
		};
		for pallet in pallets.variants.iter().filter(|pallet| is_ours(&pallet.name)) {
			let calls = &pallet.fields[0].ty.id;
			let TypeDef::Variant(calls) = &self.types.resolve(*calls).expect("calls").type_def
			else {
				continue;
			};
			for call in &calls.variants {
				for field in &call.fields {
					let name = field.type_name.as_deref().unwrap_or("");
					let place = format!("{}.{}({})", pallet.name, call.name, name);
					if self.is_number(field.ty.id) && pool(core_of(name)).is_none() {
						found.push(place);
					}
				}
			}
		}
		found
	}

	fn is_number(&self, id: u32) -> bool {
		match &self.types.resolve(id).expect("a type").type_def {
			TypeDef::Primitive(TypeDefPrimitive::Bool) => false,
			TypeDef::Primitive(_) => true,
			TypeDef::Compact(compact) => self.is_number(compact.type_param.id),
			_ => false,
		}
	}
}

/// Regions of the town, and numbers that are none.
const REGIONS: [u8; 7] = [1, 3, 12, 12, 2, 0, 31];

/// What a number names.
#[derive(Clone, Copy)]
enum Pool {
	Person,
	Merchant,
	Series,
	Cohort,
	Receipt,
	CashOut,
	Programme,
	Income,
	Beacon,
	Envelope,
	Ballot,
	Petition,
	Round,
	Idea,
	Region,
	Category,
	Won,
	Moment,
	Day,
	Month,
	Small,
}

/// The pool for the name of a type in the source.
fn pool(name: &str) -> Option<Pool> {
	Some(match name {
		"PersonId" => Pool::Person,
		"MerchantId" => Pool::Merchant,
		"SeriesId" => Pool::Series,
		"CohortId" => Pool::Cohort,
		"ReceiptId" => Pool::Receipt,
		"CashOutId" => Pool::CashOut,
		"ProgrammeId" => Pool::Programme,
		"IncomeId" => Pool::Income,
		"BeaconId" => Pool::Beacon,
		"EnvelopeId" => Pool::Envelope,
		"BallotId" => Pool::Ballot,
		"PetitionId" => Pool::Petition,
		"RoundId" => Pool::Round,
		"IdeaId" => Pool::Idea,
		// The office that enters paper has the number of its region.
		"RegionId" | "SourceId" => Pool::Region,
		"CategoryId" => Pool::Category,
		"Won" | "T::Balance" | "Balance" | "BalanceOf<T>" => Pool::Won,
		"Moment" => Pool::Moment,
		"KoreanDay" => Pool::Day,
		"KoreanMonth" => Pool::Month,
		"u8" | "u16" | "u32" | "u64" | "LimitId" | "CapId" => Pool::Small,
		// Few of each stand in a play.
		"InstrumentId" | "IntakeId" | "OfferId" | "OfferingId" | "TransferId" | "Units" => {
			Pool::Small
		}
		_ => return None,
	})
}

/// Lists and pairs that have a name of their own in the source.
fn spelled_out(name: &str) -> &str {
	match name {
		"Payments" => "(PersonId, Won)",
		"Confirmations" => "(CashOutId, DocumentHash)",
		"CashOutIds" => "CashOutId",
		"PeopleList" | "Latecomers" => "PersonId",
		"ReceiptIds" => "ReceiptId",
		name => name,
	}
}

/// The name of what stands in a list, an option or a box.
fn core_of(name: &str) -> &str {
	let name = spelled_out(name.trim());
	let Some((outer, inner)) = name.split_once('<') else { return name };
	let inner = inner.strip_suffix('>').unwrap_or(inner);
	let inner = match outer {
		"BatchOf" => inner.rsplit_once(',').map_or(inner, |(_, last)| last),
		"BoundedVec" | "BoundedBTreeSet" => {
			inner.rsplit_once(", ConstU32").map_or(inner, |(first, _)| first)
		}
		"Vec" | "Option" | "Box" | "Compact" | "BTreeSet" => inner,
		_ => return name,
	};
	core_of(inner)
}

struct Writer<'a> {
	types: &'a PortableRegistry,
	out: Vec<u8>,
}

impl<'a> Writer<'a> {
	fn variant(&self, id: u32, name: &str) -> Option<&'a scale_info::Variant<PortableForm>> {
		let TypeDef::Variant(variants) = &self.types.resolve(id)?.type_def else { return None };
		variants.variants.iter().find(|variant| variant.name == name)
	}

	fn is_byte(&self, id: u32) -> bool {
		let def = self.types.resolve(id).map(|ty| &ty.type_def);
		matches!(def, Some(TypeDef::Primitive(TypeDefPrimitive::U8)))
	}

	fn fields(&mut self, fields: &'a [Field<PortableForm>], aim: &mut Aim, depth: u32) {
		for field in fields {
			let hint = field.type_name.as_deref().unwrap_or("");
			self.value(field.ty.id, hint, aim, depth);
		}
	}

	fn value(&mut self, id: u32, hint: &str, aim: &mut Aim, depth: u32) {
		if depth == 0 || self.out.len() > LONGEST {
			return;
		}
		let ty = self.types.resolve(id).expect("a type of the registry");
		let name = ty.path.segments.last().map_or("", |name| name.as_str());
		if self.special(name, aim, depth) {
			return;
		}
		// A type of its own is named by itself, whatever the field calls it.
		let hint = if pool(name).is_some() { name } else { core_of(hint) };
		match &ty.type_def {
			TypeDef::Composite(composite) => {
				let is_wrapper = composite.fields.len() == 1 && composite.fields[0].name.is_none();
				if is_wrapper {
					self.value(composite.fields[0].ty.id, hint, aim, depth - 1);
				} else {
					self.fields(&composite.fields, aim, depth - 1);
				}
			}
			TypeDef::Variant(variants) => {
				let Some(variant) = aim.dice.pick(&variants.variants) else { return };
				self.out.push(variant.index);
				if name == "Option" {
					variant
						.fields
						.iter()
						.for_each(|field| self.value(field.ty.id, hint, aim, depth - 1));
				} else {
					self.fields(&variant.fields, aim, depth - 1);
				}
			}
			TypeDef::Sequence(items) => {
				let length = match aim.dice.below(12) {
					0 => 0,
					1 => aim.dice.below(12),
					2..=4 => 2,
					_ => 1,
				};
				Compact(length as u32).encode_to(&mut self.out);
				(0..length).for_each(|_| self.value(items.type_param.id, hint, aim, depth - 1));
			}
			TypeDef::Array(items) if self.is_byte(items.type_param.id) => {
				(0..items.len).for_each(|_| self.out.push(aim.dice.roll() as u8));
			}
			TypeDef::Array(items) => {
				(0..items.len).for_each(|_| self.value(items.type_param.id, "", aim, depth - 1));
			}
			TypeDef::Tuple(items) => {
				let names = hint.trim_matches(['(', ')']);
				let mut names = names.split(',').map(str::trim);
				for item in &items.fields {
					self.value(item.id, names.next().unwrap_or(""), aim, depth - 1);
				}
			}
			TypeDef::Primitive(primitive) => {
				let number = choose(primitive, hint, aim);
				let width = match primitive {
					TypeDefPrimitive::U16 => 2,
					TypeDefPrimitive::U32 => 4,
					TypeDefPrimitive::U64 => 8,
					TypeDefPrimitive::U128 => 16,
					_ => 1,
				};
				self.out.extend(&number.to_le_bytes()[..width]);
			}
			TypeDef::Compact(compact) => {
				let inner = &self.types.resolve(compact.type_param.id).expect("a type").type_def;
				let number = match inner {
					TypeDef::Primitive(TypeDefPrimitive::U128) => {
						choose(&TypeDefPrimitive::U128, hint, aim)
					}
					TypeDef::Primitive(primitive) => {
						let most = if matches!(primitive, TypeDefPrimitive::U64) {
							u64::MAX.into()
						} else {
							u32::MAX.into()
						};
						choose(primitive, hint, aim).min(most)
					}
					_ => choose(&TypeDefPrimitive::U32, hint, aim).min(u32::MAX.into()),
				};
				Compact(number).encode_to(&mut self.out);
			}
			TypeDef::BitSequence(_) => self.out.push(0),
		}
	}

	/// Values whose parts mean nothing one by one. True if it was one.
	fn special(&mut self, name: &str, aim: &mut Aim, depth: u32) -> bool {
		match name {
			"AccountId32" => aim.account().encode_to(&mut self.out),
			"MultiAddress" => {
				self.out.push(0);
				aim.account().encode_to(&mut self.out);
			}
			"RuntimeCall" => {
				let inner = nested::inner(aim, depth.min(4));
				inner.encode_to(&mut self.out);
			}
			"H256" => {
				let known = aim.dice.pick(aim.hashes).copied();
				let hash = if aim.dice.one_in(3) { None } else { known };
				hash.unwrap_or_else(|| aim.dice.bytes()).encode_to(&mut self.out);
			}
			"MultiSignature" => {
				self.out.push(1);
				self.out.extend(aim.dice.bytes::<64>());
			}
			"RegionSet" => {
				let one = RegionSet::EMPTY.with(aim.dice.pick(&REGIONS).copied().unwrap_or(1));
				let set = if aim.dice.one_in(4) { RegionSet::province() } else { one };
				set.encode_to(&mut self.out);
			}
			"ScopeSet" => {
				let all = aim.dice.one_in(3);
				let mut scopes = Scope::ALL.to_vec();
				scopes.retain(|_| all || aim.dice.one_in(2));
				ScopeSet::of(&scopes).encode_to(&mut self.out);
			}
			"ZoneId" => {
				let zones = [(1u8, 0u8), (3, 0), (12, 0), (12, 1), (12, 2), (12, 1)];
				let known = aim.dice.pick(&zones).copied().unwrap_or((1, 0));
				let other = (aim.dice.below(40) as u8, aim.dice.below(40) as u8);
				let zone = if aim.dice.one_in(12) { other } else { known };
				zone.encode_to(&mut self.out);
			}
			"Perbill" => {
				let parts =
					[0u32, 50_000_000, 100_000_000, 300_000_000, 700_000_000, 1_000_000_000];
				let part = aim.dice.pick(&parts).copied().unwrap_or(0);
				part.encode_to(&mut self.out);
			}
			"Percent" => self.out.push(aim.dice.below(101) as u8),
			"Source" => {
				let source = aim.dice.pick(&Source::ALL).copied().unwrap_or(Source::Fees);
				source.encode_to(&mut self.out);
			}
			_ => return false,
		}
		true
	}
}

/// A number for a name.
fn choose(primitive: &TypeDefPrimitive, hint: &str, aim: &mut Aim) -> u128 {
	let Some(pool) = pool(hint).filter(|pool| !matches!(pool, Pool::Small)) else {
		return blind(primitive, aim);
	};
	let Aim { dice, pools, .. } = aim;
	match pool {
		Pool::Person => Pools::below(dice, pools.next_person).into(),
		Pool::Merchant => Pools::below(dice, pools.next_merchant).into(),
		Pool::Series => Pools::one_of(dice, &pools.series).into(),
		Pool::Cohort => Pools::below(dice, pools.next_cohort).into(),
		Pool::Receipt => Pools::one_of(dice, &pools.receipts).into(),
		Pool::CashOut => Pools::one_of(dice, &pools.cash_outs).into(),
		Pool::Programme => Pools::below(dice, pools.next_programme).into(),
		Pool::Income => Pools::below(dice, pools.next_income).into(),
		Pool::Beacon => Pools::below(dice, pools.next_beacon).into(),
		Pool::Envelope => Pools::below(dice, pools.next_envelope).into(),
		Pool::Ballot => Pools::below(dice, pools.next_ballot).into(),
		Pool::Petition => Pools::below(dice, pools.next_petition).into(),
		Pool::Round => Pools::below(dice, pools.next_round).into(),
		Pool::Idea => Pools::below(dice, pools.next_idea).into(),
		Pool::Region => dice.pick(&REGIONS).copied().unwrap_or(1).into(),
		Pool::Category => dice.below(18) as u128,
		Pool::Won => pools.won(dice),
		Pool::Moment => pools.moment(dice).into(),
		Pool::Day => pools.day(dice).into(),
		Pool::Month => pools.month(dice).into(),
		Pool::Small => 0,
	}
}

/// A number of which only the width is known: small ones, and the ends.
fn blind(primitive: &TypeDefPrimitive, aim: &mut Aim) -> u128 {
	let (dice, pools) = (&mut aim.dice, &aim.pools);
	match primitive {
		TypeDefPrimitive::Bool => dice.below(2) as u128,
		TypeDefPrimitive::U128 => pools.won(dice),
		TypeDefPrimitive::U64 if dice.one_in(2) => pools.moment(dice).into(),
		_ => match dice.below(12) {
			0 => 0,
			1 => u128::MAX,
			2 => dice.roll().into(),
			_ => 1 + dice.below(8) as u128,
		},
	}
}
