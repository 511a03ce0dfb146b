// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Finds names that differ in one letter, in a time that doesn't depend on how many names there are.
struct NearNames: Sendable {
    /// The names by what is left when one letter, or none, is taken away. Two names that differ in one letter, or whose
    /// neighbours are swapped, have something in common here.
    private var names: [[UInt8]: [String]] = [:]

    mutating func add(_ name: String) {
        for rest in Self.rests(of: name) { names[rest, default: []].append(name) }
    }

    /// The first letter has to be right: `gpu_seconds` is not a slip for `cpu_seconds`.
    func nearest(to name: String) -> String? {
        guard !names.isEmpty else { return nil }
        for rest in Self.rests(of: name) {
            for candidate in names[rest] ?? []
            where candidate.utf8.first == name.utf8.first && Self.isSlip(Array(name.utf8), Array(candidate.utf8)) {
                return candidate
            }
        }
        return nil
    }

    private static func rests(of name: String) -> Set<[UInt8]> {
        let letters = Array(name.utf8)
        // Nobody's slip.
        guard letters.count <= 200 else { return [] }
        var rests: Set<[UInt8]> = [letters]
        for index in letters.indices { rests.insert(Array(letters[..<index] + letters[(index + 1)...])) }
        return rests
    }

    /// Whether one letter more, less, other or swapped with its neighbour makes the one of the other.
    private static func isSlip(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (left, right) = (left[start...], right[start...])
        let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        let (first, second) = (Array(left.dropLast(end)), Array(right.dropLast(end)))
        return max(first.count, second.count) == 1 || first.count == 2 && first == second.reversed()
    }
}
