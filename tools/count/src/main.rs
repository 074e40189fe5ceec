// SPDX-License-Identifier: Apache-2.0

//! Counts a participatory budget. Run by `scripts/count`.

use std::{error::Error, fs, path::PathBuf, process::ExitCode};

use chungnam_count::{Completion, TieRule, Trace, Utility, Verdict, Wrong, UNITS};
use chungnam_count_program::{
	count,
	pabulib::{read, Poll},
	replay, Counted, Rule, Terms,
};
use clap::{Parser, ValueEnum};
use codec::{DecodeAll, Encode};

/// Counts a participatory budget from a file in the pabulib format.
#[derive(Parser)]
#[command(name = "chungnam-count")]
struct Cli {
	/// The poll: a file .pb.
	file: PathBuf,
	/// The rule of winners.
	#[arg(long, value_enum, default_value_t = RuleName::Shares)]
	rule: RuleName,
	/// By Equal Shares: what a winner is worth to its voters.
	#[arg(long, value_enum, default_value_t = UtilityName::Cost)]
	utility: UtilityName,
	/// By Equal Shares: what becomes of the money that is left.
	#[arg(long, value_enum, default_value_t = CompletionName::Greedy)]
	completion: CompletionName,
	/// Which of two options comes first when the votes do not decide.
	#[arg(long, value_enum, default_value_t = TiesName::Cheaper)]
	ties: TiesName,
	/// By Equal Shares: where to write the trace, as hexadecimal digits of its SCALE bytes.
	#[arg(long, value_name = "FILE")]
	trace: Option<PathBuf>,
	/// Instead of counting, replays the trace in a file; the command fails if the trace is wrong.
	#[arg(long, value_name = "FILE", conflicts_with = "trace")]
	check: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum RuleName {
	/// By score, as long as it fits.
	Greedy,
	/// Equal Shares.
	Shares,
}

#[derive(Clone, Copy, ValueEnum)]
enum UtilityName {
	/// As much as it costs.
	Cost,
	/// One, whatever it costs.
	Count,
}

#[derive(Clone, Copy, ValueEnum)]
enum CompletionName {
	/// It stays.
	None,
	/// The greedy rule goes on with it.
	Greedy,
}

#[derive(Clone, Copy, ValueEnum)]
enum TiesName {
	/// The cheaper one, then the one that stands first in the file.
	Cheaper,
	/// The one that stands first in the file.
	Number,
}

impl Cli {
	fn utility(&self) -> Utility {
		match self.utility {
			UtilityName::Cost => Utility::Cost,
			UtilityName::Count => Utility::Count,
		}
	}

	fn terms(&self) -> Terms {
		let completion = match self.completion {
			CompletionName::None => Completion::None,
			CompletionName::Greedy => Completion::Greedy,
		};
		let rule = match self.rule {
			RuleName::Greedy => Rule::Greedy,
			RuleName::Shares => Rule::Shares(self.utility(), completion),
		};
		let ties = match self.ties {
			TiesName::Cheaper => TieRule::Cheaper,
			TiesName::Number => TieRule::Number,
		};
		Terms { rule, ties }
	}
}

fn main() -> ExitCode {
	match run(&Cli::parse()) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		}
	}
}

fn run(cli: &Cli) -> Result<(), Box<dyn Error>> {
	let name = cli.file.display();
	let text = fs::read_to_string(&cli.file).map_err(|error| format!("{name}: {error}"))?;
	let poll = read(&text).map_err(|fault| format!("{name}, {fault}"))?;
	let terms = cli.terms();
	if terms.rule == Rule::Greedy && (cli.trace.is_some() || cli.check.is_some()) {
		return Err("the greedy rule needs no trace: the chain counts it itself".into());
	}
	let counted =
		count(&poll, &terms).map_err(|fault| format!("{name} cannot be counted: {fault:?}"))?;
	if let Some(file) = &cli.check {
		let trace = from_hex(&fs::read_to_string(file)?)
			.ok_or_else(|| format!("{} holds no trace", file.display()))?;
		return check(&poll, &counted, cli.utility(), trace);
	}
	print(&poll, &counted);
	if let (Some(file), Some(trace)) = (&cli.trace, &counted.trace) {
		fs::write(file, to_hex(trace))?;
	}
	Ok(())
}

/// Tells who wins, and by Equal Shares at which prices.
fn print(poll: &Poll, counted: &Counted) {
	println!(
		"{} ballots, {} projects, budget {}",
		poll.ballots.len(),
		poll.projects.len(),
		poll.budget
	);
	println!("number\tproject\tcost\tvotes\tprice for a voter\tname");
	let rounds = counted.trace.iter().flat_map(|trace| &trace.rounds);
	let priced: Vec<_> = rounds.map(|round| (round.option, Some(round.price))).collect();
	let others = counted.outcome.winners.numbers();
	let others = others.filter(|number| priced.iter().all(|(option, _)| option != number));
	let others: Vec<_> = others.map(|number| (number, None)).collect();
	for (number, price) in priced.into_iter().chain(others) {
		let project = &poll.projects[usize::from(number)];
		let votes = counted.approvals[usize::from(number)];
		let price = price.map_or_else(|| "-".to_owned(), in_won);
		println!("{number}\t{}\t{}\t{votes}\t{price}\t{}", project.id, project.cost, project.name);
	}
	println!("left: {}", counted.outcome.left[0]);
}

/// Units as won with four decimals, rounded down.
fn in_won(units: u128) -> String {
	format!("{}.{:04}", units / UNITS, (units % UNITS) * 10_000 / UNITS)
}

/// Tells whether a trace is right, and fails if the trace is not.
fn check(
	poll: &Poll,
	counted: &Counted,
	utility: Utility,
	trace: Trace,
) -> Result<(), Box<dyn Error>> {
	let verdict = replay(poll, &counted.election, utility, trace);
	match verdict.map_err(|error| format!("the trace cannot be replayed: {error:?}"))? {
		Verdict::Wrong(Wrong { round, option, reason }) => {
			let id = &poll.projects.get(usize::from(option)).map_or("?", |project| &project.id);
			Err(format!("the trace is wrong after {round} rounds, at project {id}: {reason:?}")
				.into())
		}
		_ => {
			println!("the trace is right");
			Ok(())
		}
	}
}

fn to_hex(trace: &Trace) -> String {
	let digits: String = trace.encode().iter().map(|byte| format!("{byte:02x}")).collect();
	format!("0x{digits}\n")
}

fn from_hex(words: &str) -> Option<Trace> {
	let digits = words.trim().strip_prefix("0x")?.as_bytes();
	let pairs = digits.chunks(2).map(|pair| {
		let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
		u8::from_str_radix(pair, 16).ok()
	});
	Trace::decode_all(&mut &pairs.collect::<Option<Vec<u8>>>()?[..]).ok()
}
