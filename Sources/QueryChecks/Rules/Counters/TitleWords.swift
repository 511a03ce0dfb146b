// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What the title of a panel, or the name of an alert, promises.
struct TitleWords {
    private let words: Set<String>

    init(_ title: String) {
        var words: [String] = []
        var last: Character = " "
        for character in title {
            if !character.isLetter {
                words.append("")
            } else if words.isEmpty || character.isUppercase && last.isLowercase {
                words.append(character.lowercased())
            } else {
                words[words.count - 1] += character.lowercased()
            }
            last = character
        }
        self.words = Set(words)
    }

    private static let time: Set<String> = ["latency", "latencies", "duration", "durations"]
    private static let rate: Set<String> = ["qps", "rps", "throughput"]
    private static let mean: Set<String> = ["mean", "average", "avg"]
    /// Words with which a title may be about something else than a time.
    private static let numbers: Set<String> = [
        "rate", "count", "counts", "number", "requests", "request", "per", "total", "observations", "events", "calls",
        "operations", "ops", "load", "traffic", "volume", "samples", "sum", "usage", "utilization", "busy", "spent",
    ]

    var isAboutTime: Bool {
        !words.isDisjoint(with: Self.time) && words.isDisjoint(with: Self.rate) && words.isDisjoint(with: Self.numbers)
    }

    var isAboutRate: Bool { !words.isDisjoint(with: Self.rate) && words.isDisjoint(with: Self.time) }

    /// Whether it is about the mean of something that isn't a rate.
    var isAboutMean: Bool {
        !words.isDisjoint(with: Self.mean) && words.isDisjoint(with: Self.rate)
            && words.isDisjoint(with: ["per", "rate", "rates", "speed", "frequency"])
    }

    /// The words that say so, in quotes.
    var telling: String {
        words.filter { Self.time.contains($0) || Self.rate.contains($0) || Self.mean.contains($0) }.sorted()
            .map { "\"\($0)\"" }
            .joined(separator: ", ")
    }
}
