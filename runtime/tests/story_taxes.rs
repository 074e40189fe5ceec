// SPDX-License-Identifier: Apache-2.0

//! Rent is paid to a resident and to somebody who went abroad (securities): a tax of each stays behind, to the won, and
//! comes to the office that residents named.

mod driver;

use chungnam_ports::Holder;
use chungnam_primitives::{RegionSet, Scope, ScopeSet, ZoneId, DAYS};
use chungnam_runtime::{AccountId, Runtime, Securities};
use chungnam_wallet_api::api::runtime_decl_for_wallet_api::WalletApi;
use driver::{
	account,
	centre::{self, CENTRE, SALE},
	story, People, Province,
};
use pallet_securities::{Credential, InvestorClass, Seat, Tax, TaxRate, Withholding};

type Call = pallet_securities::Call<Runtime>;

fn holder(province: &Province, name: &str) -> Holder<AccountId> {
	Holder::Person(province.person(name).expect("a registered person"))
}

/// Bob has 50 units of the centre, Charlie and Hana 20 each.
fn sell(province: &mut Province) {
	let terms = centre::terms(holder(province, "Alice"));
	province.decided(Call::create_instrument { terms: Box::new(terms) });
	let now = province.now();
	let sale = centre::sale(now + DAYS, now + 61 * DAYS);
	province.decided(Call::open_sale { instrument: CENTRE, sale });
	centre::sell(province);
	let to = vec![(account("Cheongyang"), 90_000)].try_into().expect("one fits");
	province.decided(Call::hand_over { id: SALE, to });
	for (name, _) in centre::BUYERS {
		let holder = holder(province, name);
		province.does("Duri", Call::collect { id: SALE, holder });
	}
}

/// An office attests where a holder belongs.
fn attest(province: &mut Province, holder: Holder<AccountId>, seat: Seat) {
	let until = province.now() + 365 * DAYS;
	let credential = Credential { seat, class: InvestorClass::Qualified, until };
	province.does("Checker", Call::attest_investor { holder, credential });
}

#[test]
fn tax_of_a_resident_and_of_one_abroad_comes_to_the_office() {
	story(|province| {
		sell(province);
		province.give("Checker", 100_000);
		let (who, regions) = (account("Checker"), RegionSet::province());
		let scopes = ScopeSet::of(&[Scope::Investors]);
		province.decided(People::appoint_attester { who, regions, scopes });
		province.does("Checker", People::accept_mandate {});
		attest(province, Holder::Account(account("Treasury")), Seat::Korea);
		let korea = TaxRate { bp: 1_400, local_bp: 1_000, step: 10, least: 1_000 };
		let abroad = TaxRate { bp: 2_000, ..korea };
		let withholding = Withholding { office: account("Treasury"), korea, abroad };
		province.decided(Call::set_withholding { withholding });

		let (bob, hana) = (holder(province, "Bob"), holder(province, "Hana"));
		let person = province.person("Hana").expect("a registered person");
		province.does("Cheongyang", People::move_house { person, zone: ZoneId::OUTSIDE });
		attest(province, hana.clone(), Seat::Abroad);

		// A tenth of the rent goes to the province, and a thousand won to each of 90 units.
		let pays_at = province.now() + 8 * DAYS;
		province.does("Alice", Call::distribute { instrument: CENTRE, gross: 100_000, pays_at });
		province.days(9);
		province.catch_up();
		let own = Securities::payout(CENTRE, bob);
		assert_eq!((own.gross, own.net), (50_000, 42_300));
		assert_eq!(own.tax, Tax { income: 7_000, local: 700 });
		assert_eq!(Securities::payout(CENTRE, hana).tax, Tax { income: 4_000, local: 400 });
		let wallet = Runtime::holdings(account("Bob")).expect("a holder");
		let [shown] = wallet.holdings.as_slice() else { unreachable!("one instrument") };
		assert_eq!((shown.due, shown.net), (50_000, 42_300));

		let before = province.won("Bob");
		province.does("Bob", Call::take_won { instrument: CENTRE });
		assert_eq!(province.won("Bob"), before + 42_300);
		province.does("Hana", Call::take_won { instrument: CENTRE });
		assert_eq!(Securities::tax_due(CENTRE), 7_700 + 4_400);
		province.does("Alice", Call::remit_tax { instrument: CENTRE });
		assert_eq!((province.won("Treasury"), Securities::tax_due(CENTRE)), (12_100, 0));
	});
}
