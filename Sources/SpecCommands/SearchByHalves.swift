// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Takes as many candidates as are good together: all of them, or else those of the first half and then those of the second,
/// and so on. If most are good, that takes few trials. A candidate that isn't good together with those before it is left
/// out.
///
/// - Parameters:
///   - adding: adds a candidate to those that are taken; false if it can't be added.
///   - isGood: the trial.
func takeByHalves<Candidate, Taken>(
    _ candidates: ArraySlice<Candidate>, into taken: inout Taken, adding: (Candidate, inout Taken) -> Bool,
    where isGood: (Taken) -> Bool
) {
    var more = taken
    var hasMore = false
    for candidate in candidates where adding(candidate, &more) { hasMore = true }
    guard hasMore else { return }
    if isGood(more) {
        taken = more
    } else if candidates.count > 1 {
        let middle = candidates.startIndex + candidates.count / 2
        takeByHalves(candidates[..<middle], into: &taken, adding: adding, where: isGood)
        takeByHalves(candidates[middle...], into: &taken, adding: adding, where: isGood)
    }
}
