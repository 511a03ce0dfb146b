// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if CommandLine
    package import ArgumentParser

    /// The flags about the endpoint that this package's servers have in common.
    package struct ServerFlags: ParsableArguments {
        @Option(
            parsing: .unconditional,
            help: .init(
                "How small to make expositions for scrapers that accept gzip: from 1, the fastest, to 9, the smallest; 0 sends them as they are. (default: 1)",
                valueName: "level"),
            transform: { try Self.number($0, in: 0...9, "a level is a number from 0 to 9") })
        package var compressionLevel = 1

        @Option(
            parsing: .unconditional,
            help: .init(
                "How many scrapes may wait for their exposition at one time; one more is answered with 503. By default any number may.",
                valueName: "count"),
            transform: { try Self.number($0, in: 1...Int.max, "write a number of scrapes from 1 on") })
        package var scrapeLimit: Int?

        @Option(
            parsing: .unconditional,
            help: .init(
                "The file with a token that scrapes must have, as `Authorization: Bearer TOKEN`. It is read again at each scrape.",
                valueName: "file"))
        package var bearerTokenFile: String?

        @Flag(help: "Add metrics about the scrapes themselves: their statuses, formats, durations and sizes.")
        package var ownMetrics = false

        package init() {}

        private static func number(_ text: String, in range: ClosedRange<Int>, _ message: String) throws -> Int {
            guard let number = Int(text), range.contains(number) else { throw ValidationError(message) }
            return number
        }
    }
#endif
