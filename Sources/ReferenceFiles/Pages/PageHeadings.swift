// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The headings that a place of a page is below.
struct PageHeadings {
    /// Whether all of the page tells what changed, release by release.
    var isChangelog = false
    private var open: [(level: Int, title: String)] = []

    /// The nearest heading.
    var title: String { open.last?.title ?? "" }

    /// Whether the page tells here what changed: it has to name what is gone.
    var isHistory: Bool { isChangelog || open.contains { Self.isChangelog(title: $0.title) } }

    /// The version that the nearest heading with one names.
    var version: String? { open.reversed().lazy.compactMap { Self.version(in: $0.title) }.first }

    mutating func add(level: Int, _ title: String) {
        open.removeAll { $0.level >= level }
        open.append((level, title.filter { $0 != "`" }.trimmed))
    }

    /// The level and the text of a line that is a heading: `## Text`.
    static func heading(_ line: String) -> (level: Int, title: String)? {
        let level = line.prefix { $0 == "#" }.count
        let rest = line.dropFirst(level)
        guard (1...6).contains(level), rest.first == " " || rest.first == "\t" else { return nil }
        var title = String(rest).trimmed
        while title.hasSuffix("#") { title.removeLast() }
        return (level, title.trimmed)
    }

    /// The level of the heading that the line before is, if this line underlines it.
    static func level(ofUnderline line: String) -> Int? {
        let line = line.trimmed
        if line.allSatisfy({ $0 == "=" }) { return 1 }
        return line.allSatisfy { $0 == "-" } ? 2 : nil
    }

    // MARK: What changed

    private static let changelogs: Set<String> = [
        "changelog", "changes", "history", "releasenotes", "releases", "news", "versionhistory", "releasehistory",
        "whatsnew", "upgrading", "migration",
    ]

    static func isChangelog(title: String) -> Bool {
        changelogs.contains(String(title.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }))
    }

    static func isChangelog(fileName path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return isChangelog(title: String(name.prefix { $0 != "." }))
    }

    /// The first version in a heading: `Upgrade to 1.3`, `[1.2.0] - 2024-05-01`. `99.9 %` and `0.5 s` aren't versions.
    static func version(in title: String) -> String? {
        let words = title.split { " \t,;:/".contains($0) }
        for (index, word) in words.enumerated() {
            var word = word.drop { "[(".contains($0) }
            let hasMark = word.first == "v" || word.first == "V"
            if hasMark { word = word.dropFirst() }
            let version = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let numbers = version.split(separator: ".", omittingEmptySubsequences: false)
            let rest = word.dropFirst(version.count)
            guard (2...3).contains(numbers.count), numbers.allSatisfy({ Int($0) != nil }),
                rest.isEmpty || "])-+.".contains(rest[rest.startIndex])
            else { continue }
            let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
            let isQuantity =
                numbers.count == 2 && !hasMark
                && ["%", "s", "ms", "seconds", "second", "percent", "percentile", "quantile", "gb", "mb", "gib", "mib"]
                    .contains(next)
            if !isQuantity { return String(version) }
        }
        return nil
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
