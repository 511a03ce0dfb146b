// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// "Did you mean": the one of the known names that is nearest to what was written.
package enum Suggestion {
    /// The nearest candidate, or nil when none is near enough to be worth a guess: at most a third of the letters may
    /// differ. Of two that are equally near, the first. Letter case, `-` and `_` count for nothing. Where none is near,
    /// one that was cut short: `dir` means `directory`.
    package static func nearest(to written: String, among candidates: some Sequence<String>) -> String? {
        // A word this long is nobody's slip, and comparing takes as many steps as two words have letters together.
        guard written.utf8.count <= 200 else { return nil }
        let target = folded(written)
        guard !target.isEmpty else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let letters = folded(candidate)
            let limit = Swift.max(1, Swift.max(target.count, letters.count) / 3)
            guard let distance = editDistance(target, letters, atMost: limit) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        if let best { return best.candidate }
        guard target.count >= 3 else { return nil }
        return candidates.first { folded($0).starts(with: target) }
    }

    /// The same if the candidates are words of one kind, many of them similar: then one letter in five may differ,
    /// and not the first. `records` is not a misspelled `seconds`, nor `hits` a misspelled `bits`.
    package static func nearestOfAlike(to written: String, among candidates: some Sequence<String>) -> String? {
        guard written.utf8.count <= 200 else { return nil }
        let target = folded(written)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let letters = folded(candidate)
            let limit = Swift.max(1, Swift.max(letters.count, target.count) / 5)
            guard letters.first == target.first,
                let distance = editDistance(target, letters, atMost: Swift.min(limit, (best?.distance ?? .max) - 1))
            else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    /// The same where the candidates are names of several words, joined by `-`: a slip of the hand first, then the name
    /// that has the most words of what was written, all or at least half of them.
    package static func nearestByWords(to written: String, among candidates: some Sequence<String>) -> String? {
        guard written.utf8.count <= 200 else { return nil }
        let nearest = nearest(to: written, among: candidates)
        if let nearest, isNear(written, nearest) { return nearest }
        func words(_ text: String) -> Set<String> {
            Set(text.lowercased().split { "-_ ".contains($0) }.map(String.init).filter { $0.count > 2 })
        }
        let wanted = words(written)
        var best: (candidate: String, common: Int, count: Int)?
        for candidate in candidates {
            let known = words(candidate)
            let common = wanted.intersection(known).count
            guard common > 0, 2 * common >= wanted.count else { continue }
            if let best, (common, -known.count) <= (best.common, -best.count) { continue }
            best = (candidate, common, known.count)
        }
        // One word of many that two names have in common says little against a name that is spelled alike.
        guard let best, best.common > 1 || nearest == nil else { return nearest }
        return best.candidate
    }

    /// Whether no more than one letter in five differs.
    private static func isNear(_ written: String, _ candidate: String) -> Bool {
        let (left, right) = (folded(written), folded(candidate))
        return editDistance(left, right, atMost: Swift.max(1, Swift.max(left.count, right.count) / 5)) != nil
    }

    /// Whether one letter more, less, other or in another place makes the one of the other.
    package static func isSlip(_ written: String, for candidate: String) -> Bool {
        guard written.utf8.count <= 200 else { return false }
        return editDistance(folded(written), folded(candidate), atMost: 1) != nil
    }

    private static func folded(_ text: String) -> [Unicode.Scalar] {
        let scalars = text.unicodeScalars
        // Names have nothing but ASCII, and are compared by the thousand.
        guard scalars.allSatisfy(\.isASCII) else {
            return text.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" }
        }
        var letters: [Unicode.Scalar] = []
        letters.reserveCapacity(text.utf8.count)
        for scalar in scalars where scalar != "-" && scalar != "_" {
            letters.append("A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar)
        }
        return letters
    }

    /// Damerau's distance in its restricted form: insertions, deletions, replacements and swaps of neighbours.
    ///
    /// - Returns: nil if it is above the limit, which nearly always shows after a few letters.
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var row = beforeLast
        var (leastOfLast, least) = (0, 0)
        for i in left.indices {
            row[0] = i + 1
            least = i + 1
            for j in right.indices {
                let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
                row[j + 1] = Swift.min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    row[j + 1] = Swift.min(row[j + 1], beforeLast[j - 1] + 1)
                }
                least = Swift.min(least, row[j + 1])
            }
            // Every way goes through this row or, where neighbours are swapped, through the last one.
            if Swift.min(least, leastOfLast) > limit { return nil }
            leastOfLast = least
            swap(&beforeLast, &last)
            swap(&last, &row)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
