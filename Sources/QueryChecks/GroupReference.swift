// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A group that the replacement of `label_replace` inserts: `$1`, `${1}`, `$name`. Go takes the longest name that there
/// can be: `$1_x` is the group `1_x`.
struct GroupReference {
    let name: String
    /// In the UTF-8 of the replacement.
    let range: Range<Int>
    let isInBraces: Bool

    static func all(in template: String) -> [GroupReference] {
        template.matches(of: /\$(?:\$|\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/).compactMap { match in
            guard let name = match.1 ?? match.2 else { return nil }
            let start = template.utf8.distance(from: template.startIndex, to: match.range.lowerBound)
            let length = template[match.range].utf8.count
            return GroupReference(name: String(name), range: start..<start + length, isInBraces: match.1 != nil)
        }
    }
}

/// The groups of a pattern.
struct PatternGroups {
    private var count = 0
    private var names: Set<String> = []

    /// Nil where they can't be counted without reading the pattern in full.
    init?(_ pattern: String) {
        guard !pattern.contains("\\Q") else { return nil }
        // What a backslash or a class of characters makes of a parenthesis isn't a group.
        let part = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((\?P?<([A-Za-z0-9_]+)>|\?)?/.dotMatchesNewlines()
        for match in pattern.matches(of: part) {
            guard pattern[match.range].hasPrefix("(") else { continue }
            if match.1 == "?" { continue }
            count += 1
            if let name = match.2 { names.insert(String(name)) }
        }
    }

    func has(_ name: String) -> Bool {
        if let number = Int(name) { return number <= count }
        return names.contains(name)
    }
}
