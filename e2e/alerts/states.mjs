// SPDX-License-Identifier: Apache-2.0

// The states in which each alert is tried on real nodes, and the alerts for which there is none.

/** By nodes alone, each on a chain of its own: `./scripts/alerts --quick` tries these. */
export const ALONE = [
	'ChungnamCallsPaused',
	'ChungnamDiskAlmostFull',
	'ChungnamDiskFillsSoon',
	'ChungnamDiskLow',
	'ChungnamFewValidators',
	'ChungnamIssuanceAboveReserve',
	'ChungnamIssuanceNearReserve',
	'ChungnamMigrationFailed',
	'ChungnamNoPeers',
	'ChungnamNodeBlind',
	'ChungnamReserveStatementOld',
	'ChungnamReserveUnknown',
	'ChungnamSafeMode',
	'ChungnamSafeModeEnds',
	'ChungnamWatchdog',
];

/** By a network of four validators and a full node. */
export const TOGETHER = [
	'ChungnamAuraEquivocation',
	'ChungnamBlocksSlow',
	'ChungnamBlocksStopped',
	'ChungnamFewPeers',
	'ChungnamFinalityLag',
	'ChungnamFinalityStalled',
	'ChungnamManySlotsMissed',
	'ChungnamNoNodeAnswers',
	'ChungnamNodeBehind',
	'ChungnamNodeDown',
	'ChungnamNodeRestarts',
	'ChungnamNodeStuck',
	'ChungnamPoolAlmostFull',
	'ChungnamPoolFilling',
	'ChungnamRpcRateLimited',
	'ChungnamSlotsMissed',
	'ChungnamValidatorDisabled',
	'ChungnamValidatorMissesSlots',
	'ChungnamValidatorSilent',
	'ChungnamValidatorSuspended',
];

export const PROVOKED = [...ALONE, ...TOGETHER];

/** Alerts that only promtool's tests try, and why. */
export const UNPROVOKED = {
	ChungnamImportSlow:
		'a node whose imports take over half a second for minutes: it depends on the machine, and no load here does it reliably',
	ChungnamProposalsHitDeadline:
		'blocks that end by the clock: full blocks end by their weight first, and a machine that is slow enough is not to be had on demand',
	ChungnamMigrationRuns:
		'a runtime whose migration takes minutes: this runtime has none, and one that does nothing ends in its first block',
};
