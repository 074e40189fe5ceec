// SPDX-License-Identifier: Apache-2.0

//! All that the registry stores, and the names of its types on this chain.

use frame_support::pallet_macros::*;

#[pallet_section]
mod storage {
	/// A list handed to one call, bounded by `MaxBatch`.
	pub type BatchOf<T, Item> = BoundedVec<Item, <T as Config>::MaxBatch>;
	/// A shop of this chain.
	pub type MerchantOf<T> = Merchant<<T as frame_system::Config>::AccountId>;
	/// A recovery of this chain.
	pub type RecoveryOf<T> = Recovery<<T as frame_system::Config>::AccountId>;
	/// An account's word on this chain that it takes a role.
	pub type ConsentOf<T> =
		Consent<<T as frame_system::Config>::AccountId, <T as Config>::Signature>;
	/// Someone to register on this chain.
	pub type NewPersonOf<T> =
		NewPerson<<T as frame_system::Config>::AccountId, <T as Config>::Signature>;
	/// A visitor to register on this chain.
	pub type NewVisitorOf<T> =
		NewVisitor<<T as frame_system::Config>::AccountId, <T as Config>::Signature>;
	/// A shop to register on this chain.
	pub type NewMerchantOf<T> =
		NewMerchant<<T as frame_system::Config>::AccountId, <T as Config>::Signature>;

	/// Mandates that wait for the account to accept. At most [`MAX_ATTESTERS`]; written by the governing origin, deleted by
	/// the acceptance or by the governing origin.
	#[pallet::storage]
	pub type MandateOffers<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, Attester, OptionQuery>;

	/// What people were whose death can be undone, or could. At most one entry per dead person; deleted with the undoing, and
	/// when an heir is named.
	#[pallet::storage]
	pub type Deaths<T: Config> = StorageMap<_, Twox64Concat, PersonId, Death, OptionQuery>;

	/// The heirs of dead people whose death is final. Written by attesters, at most one entry per dead person; never
	/// deleted, since won can still come to an account of the dead.
	#[pallet::storage]
	pub type Heirs<T: Config> = StorageMap<_, Twox64Concat, PersonId, Heir, OptionQuery>;

	/// When the heir died who had accepted what a dead person left, from the moment on at which another was named. Written with
	/// the name of that other one, at most one entry per dead person; never deleted, as [`Heirs`].
	#[pallet::storage]
	pub type UnclaimedSince<T: Config> = StorageMap<_, Twox64Concat, PersonId, Moment, OptionQuery>;

	/// When all keys of a person were voided last, by a recovery or by death. Written with it, in place of the earlier moment;
	/// at most one entry per person, never deleted. From it neighbours see how long the present keys have acted.
	#[pallet::storage]
	pub type VoidedAt<T: Config> = StorageMap<_, Twox64Concat, PersonId, Moment, OptionQuery>;

	/// Moves to another region under way, at most one per person. Deleted when finished, which anyone may do, or cancelled.
	#[pallet::storage]
	pub type Moves<T: Config> = StorageMap<_, Twox64Concat, PersonId, Move, OptionQuery>;

	/// When people were registered, by pages of [`PEOPLE_A_PAGE`] numbers: one entry for all who came at one moment. Written when somebody
	/// is registered, paid by the office, and not for those of the genesis, so that a resident of a full batch takes a byte or
	/// none, and one who comes alone 12; never deleted.
	#[pallet::storage]
	pub type Registrations<T: Config> = StorageMap<_, Twox64Concat, u32, Registered, ValueQuery>;

	/// The last [`MAX_DEPARTURES`] moves of a person to another region, into the province and out of it. Written with the
	/// move; never deleted, also not of the dead. At most one entry per person, of 81 bytes with its key. Beside the person, so
	/// that a payment does not read it.
	#[pallet::storage]
	pub type Departures<T: Config> = StorageMap<_, Twox64Concat, PersonId, Departed, ValueQuery>;

	/// The guardians of a ward. Written by attesters, at most one entry of [`MAX_GUARDIANS`] per person; deleted with
	/// the last dismissal, which anyone may do to a guardian whose time is over, and with the ward's death.
	#[pallet::storage]
	pub type Guardians<T: Config> = StorageMap<
		_,
		Twox64Concat,
		PersonId,
		BoundedVec<Guardian, ConstU32<MAX_GUARDIANS>>,
		ValueQuery,
	>;

	/// Recoveries under way, at most one per person. Deleted when finished, which anyone may do, or cancelled.
	#[pallet::storage]
	pub type Recoveries<T: Config> =
		StorageMap<_, Twox64Concat, PersonId, RecoveryOf<T>, OptionQuery>;

	/// Milliseconds a recovery takes on a development network, in place of the constant. Written at genesis only.
	#[pallet::storage]
	pub type GenesisRecoveryDelay<T: Config> = StorageValue<_, Moment, OptionQuery>;

	/// Institutions and their mandates. At most [`MAX_ATTESTERS`]; the governing origin writes and deletes.
	#[pallet::storage]
	pub type Attesters<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, Attester, OptionQuery>;

	/// Institutions that may not attest for a while, and those that could not lately. One value of at most
	/// [`MAX_SUSPENSIONS`]: an entry ends by itself, and goes with a later one after [`SUSPENSION_REST`].
	#[pallet::storage]
	pub type Suspensions<T: Config> = StorageValue<
		_,
		BoundedBTreeMap<T::AccountId, MandateSuspension, ConstU32<MAX_SUSPENSIONS>>,
		ValueQuery,
	>;

	/// The number the next person gets.
	#[pallet::storage]
	pub type NextPerson<T: Config> = StorageValue<_, PersonId, ValueQuery>;

	/// Everyone the province knows, one per human being. Written by attesters; never deleted: heirs look this number up.
	#[pallet::storage]
	pub type People<T: Config> = StorageMap<_, Twox64Concat, PersonId, Person, OptionQuery>;

	/// The person behind a commitment. One per person, for ever, so that nobody is registered twice. Hashed with Blake2,
	/// for an attester, who is not trusted with the shape of the chain's tree, could pick ones that share a long prefix.
	#[pallet::storage]
	pub type Commitments<T: Config> =
		StorageMap<_, Blake2_128Concat, Commitment, PersonId, OptionQuery>;

	/// When the stay ended that was forgotten last for a person by `forget_stay`. At most one entry per person; never deleted.
	#[pallet::storage]
	pub type CertainSince<T: Config> = StorageMap<_, Twox64Concat, PersonId, Moment, ValueQuery>;

	/// Keys, and former keys until someone forgets them. At most [`MAX_KEYS`] per person count at a time.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, KeyRecord, OptionQuery>;

	/// The keys of a person that count, or counted when the person died, so that a freeze finds their accounts. At most one
	/// value per person; deleted with the last of them, of the dead when the last is forgotten.
	#[pallet::storage]
	pub type KeysOf<T: Config> = StorageMap<
		_,
		Twox64Concat,
		PersonId,
		BoundedVec<T::AccountId, ConstU32<MAX_KEY_LIST>>,
		ValueQuery,
	>;

	/// How many living people a region has, and under 0 how many visitors there are. 16 entries.
	#[pallet::storage]
	pub type Residents<T: Config> = StorageMap<_, Twox64Concat, RegionId, u32, ValueQuery>;

	/// The rolls on which people stand or stood. Written by attesters and moves, at most nine stays a person; a stay is
	/// forgotten for another once it ended longer ago than a ballot lives. Beside the person, so that a payment does not
	/// read it.
	#[pallet::storage]
	pub type ElectorStays<T: Config> = StorageMap<_, Twox64Concat, PersonId, Stays, ValueQuery>;

	/// How many people stand on the roll of each region, and under 0 of the province. 16 entries.
	#[pallet::storage]
	pub type Rolls<T: Config> = StorageMap<_, Twox64Concat, RegionId, RollCount, ValueQuery>;

	/// How many adults a region has by the statistics, for the ceiling of its roll. At most 15 entries; a referendum on
	/// parameters sets and deletes.
	#[pallet::storage]
	pub type Ceilings<T: Config> = StorageMap<_, Twox64Concat, RegionId, u32>;

	/// The number the next shop gets.
	#[pallet::storage]
	pub type NextMerchant<T: Config> = StorageValue<_, MerchantId, ValueQuery>;

	/// Shops, and applications. An application costs its fee, and anyone clears it away after a while; a closed shop stays.
	#[pallet::storage]
	pub type Merchants<T: Config> =
		StorageMap<_, Twox64Concat, MerchantId, MerchantOf<T>, OptionQuery>;

	/// Which account acts for which shop, and which did until someone forgets them. One owner and at most [`MAX_TILLS`]
	/// tills per shop act at a time.
	#[pallet::storage]
	pub type MerchantAccounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Acting, OptionQuery>;

	/// Shops that are to get another owner's account, at most one entry per shop. Deleted when finished, which anyone may
	/// do, or cancelled, and with the shop.
	#[pallet::storage]
	pub type Replacements<T: Config> =
		StorageMap<_, Twox64Concat, MerchantId, Replacement<T::AccountId>, OptionQuery>;

	/// The tills of a shop that has any. Beside the shop, so that a payment does not read them.
	#[pallet::storage]
	pub type Tills<T: Config> = StorageMap<
		_,
		Twox64Concat,
		MerchantId,
		BoundedVec<T::AccountId, ConstU32<MAX_TILLS>>,
		ValueQuery,
	>;

	/// The file in which a region publishes names of its shops and of its series. At most one entry per region; written by
	/// attesters, never deleted.
	#[pallet::storage]
	pub type Directories<T: Config> = StorageMap<_, Twox64Concat, RegionId, Directory, OptionQuery>;

	/// The number the next cohort gets.
	#[pallet::storage]
	pub type NextCohort<T: Config> = StorageValue<_, CohortId, ValueQuery>;

	/// Groups of people and their head counts. Written by attesters, and the managed ones by other pallets; never
	/// deleted, since series name their cohort.
	#[pallet::storage]
	pub type Cohorts<T: Config> = StorageMap<_, Twox64Concat, CohortId, Cohort, OptionQuery>;
}
