// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import MetricsRuntime

/// A process that records as its input says, line by line, and reports each line. `Judges/multiprocess_worker.py` is its
/// counterpart. Fields are separated by spaces; strings are in hexadecimal UTF-8, `-` for none.
///
///     counter|gauge|histogram|summary|info|stateset NAME HELP LABELS DETAIL
///                                                               declares the next metric; the detail is a gauge's mode,
///                                                               a histogram's bounds, an info's fields, a stateset's
///                                                               states in hexadecimal; lists have commas. After it,
///                                                               the mode of an info or a stateset, or the growth and the
///                                                               number of a histogram's native buckets (`1.1,160`)
///     register                                                  makes them, in PROMETHEUS_MULTIPROC_DIR
///     inc|set|observe METRIC AMOUNT VALUES                      records
///     state METRIC NUMBER VALUES                                the state that holds from now on, by its place
///     say METRIC FIELDS VALUES                                  sets the fields of an info, with commas
///     page                                                      prints the exposition, and a line with a full stop
///     formats                                                   prints the exposition in each format, as hexadecimal
///                                                               lines: text, OpenMetrics, protobuf
///     many METRIC COUNT FROM                                    increments so many new series
///     fork                                                      goes on in a child, whose parent ends
///     setenv DIRECTORY                                          sets PROMETHEUS_MULTIPROC_DIR
///     run                                                       runs another program in a child, by fork and exec
///     local METRIC AMOUNT                                       counts by a recorder of its own, forks, and hands over in
///                                                               both processes
///     forks SEED ROUNDS                                         forks at random moments beside everything else
///     hammer METRIC                                             increments old and new series until it is killed, and
///                                                               writes a byte after each
///     sync                                                      answers `ok`
@main
struct Writer {
    private var product = ProductDeclaration(name: "writer", version: "1.0.0")
    private var labelCounts: [Int] = []
    private var isSummary: [Bool] = []
    private var series: InstanceSeries?
    private let registry = MetricsRegistry()

    static func main() {
        var writer = Writer()
        while let line = readLine() {
            do {
                try writer.run(line.split(separator: " ").map(String.init))
            } catch {
                answer("error \(error)")
            }
        }
    }

    private static func answer(_ text: String) {
        print(text)
        fflush(nil)
    }

    private mutating func run(_ words: [String]) throws(MetricsSetupError) {
        switch words[0] {
        case "counter", "gauge", "histogram", "summary", "info", "stateset": declare(words)
        case "register":
            series = try product.register(in: registry, visibility: .init())
            Self.answer("ok")
        case "inc", "set", "observe": record(words)
        case "state", "say": describe(words)
        case "page": Self.answer(registry.exposition() + ".")
        case "formats": for format in [MetricsFormat.text, .openMetrics, .protobuf] { printPage(format) }
        case "many":
            for number in 0..<(Int(words[2]) ?? 0) {
                let value = "\((Int(words[3]) ?? 0) + number)"
                series?.open(Int(words[1]) ?? 0).counter(value).increment()
            }
        case "hammer":
            let open = series?.open(Int(words[1]) ?? 0)
            var number = 0
            while true {
                open?.counter("\(number % 7 == 0 ? number : number % 1000)").increment()
                number += 1
                write(STDOUT_FILENO, "+", 1)
            }
        case "fork":
            let child = fork()
            if child > 0 {
                var status: Int32 = 0
                waitpid(child, &status, 0)
                _exit(0)
            }
        case "setenv": setenv("PROMETHEUS_MULTIPROC_DIR", words.dropFirst().joined(separator: " "), 1)
        case "run": Self.runAnotherProgram()
        case "local": countBeforeFork(words)
        case "forks":
            let forks = try RandomForks(directory: getenv("PROMETHEUS_MULTIPROC_DIR").map { String(cString: $0) } ?? "")
            forks.run(seed: UInt64(words[1]) ?? 0, rounds: Int(words[2]) ?? 0)
            Self.answer("ok")
        case "sync": Self.answer("ok")
        default: Self.answer("error what is `\(words[0])`?")
        }
    }

    private static func runAnotherProgram() {
        let child = fork()
        if child == 0 {
            var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
            execvp("true", &arguments)
            _exit(127)
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        answer(status == 0 ? "ok" : "error \(status)")
    }

    private func printPage(_ format: MetricsFormat) {
        var page: [UInt8] = []
        registry.writeExposition(as: format, into: &page)
        let digits = Array("0123456789abcdef".utf8)
        Self.answer(
            String(decoding: page.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self))
    }

    private func countBeforeFork(_ words: [String]) {
        guard let counter = series?.counter(Int(words[1]) ?? 0) else { return Self.answer("error") }
        var local = counter.local()
        local.increment(by: Int(words[2]) ?? 0)
        let child = fork()
        local.flush()
        // What comes after the first flush is the child's own.
        if child == 0 {
            local.increment()
            local.flush()
            _exit(0)
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        Self.answer("ok")
    }

    private mutating func declare(_ words: [String]) {
        let slot = labelCounts.count
        let labels = words[3] == "-" ? [] : words[3].split(separator: ",").map(String.init)
        labelCounts.append(labels.count)
        isSummary.append(words[0] == "summary")
        let (name, help) = (Self.text(words[1]), Self.text(words[2]))
        switch words[0] {
        case "counter": product.counter(slot, name, help, MetricLabels(open: labels))
        case "gauge":
            // The mode, and after `=` the initial value.
            let parts = words[4].split(separator: "=").map(String.init)
            product.gauge(
                slot, name, help, MetricLabels(open: labels), MultiprocessMode(rawValue: parts[0]) ?? .all,
                MetricOptions(initial: parts.count > 1 ? Double(parts[1]) : nil))
        case "summary": product.summary(slot, name, help, MetricLabels(open: labels))
        case "info":
            product.info(slot, name, help, MetricLabels(open: labels), Self.list(words[4]), Self.options(words))
        case "stateset":
            let states = Self.list(words[4]).map { Self.text($0) }
            product.stateSet(slot, name, help, MetricLabels(open: labels), states, Self.options(words))
        default:
            let bounds = words[4].split(separator: ",").compactMap { Double($0) }
            let native = words.count > 5 ? words[5].split(separator: ",").compactMap { Double($0) } : []
            let buckets = native.count == 2 ? NativeBuckets(growth: native[0], maxBuckets: Int(native[1])) : nil
            product.histogram(
                slot, name, help, MetricLabels(open: labels), bounds, MetricOptions(native: buckets))
        }
    }

    private static func options(_ words: [String]) -> MetricOptions {
        MetricOptions(multiprocess: words.count > 5 ? MultiprocessMode(rawValue: words[5]) : nil)
    }

    private func record(_ words: [String]) {
        guard let series, let metric = Int(words[1]), let amount = Double(words[2]) else { return Self.answer("error") }
        let values = words.dropFirst(3).map { Self.text($0) }
        switch words[0] {
        case "inc":
            let counter = labelCounts[metric] == 0 ? series.counter(metric) : Self.counter(series.open(metric), values)
            counter.increment(by: amount)
        case "set":
            let gauge = labelCounts[metric] == 0 ? series.gauge(metric) : Self.gauge(series.open(metric), values)
            gauge.set(amount)
        default:
            if isSummary[metric] {
                let summary =
                    labelCounts[metric] == 0 ? series.summary(metric) : Self.summary(series.open(metric), values)
                summary.observe(amount)
                return
            }
            let histogram =
                labelCounts[metric] == 0 ? series.histogram(metric) : Self.histogram(series.open(metric), values)
            histogram.observe(amount)
        }
    }

    /// A state by its place.
    private struct Place: RawRepresentable, Sendable { let rawValue: UInt8 }

    private func describe(_ words: [String]) {
        guard let series, let metric = Int(words[1]) else { return Self.answer("error") }
        let values = words.dropFirst(3).map { Self.text($0) }
        if words[0] == "say" {
            let info = labelCounts[metric] == 0 ? series.info(metric) : Self.info(series.open(metric), values)
            return info.set(Self.list(words[2]).map { Self.text($0) })
        }
        let states: StateSet<Place> =
            labelCounts[metric] == 0 ? series.stateSet(metric) : Self.states(series.open(metric), values)
        states.set(Place(rawValue: UInt8(words[2]) ?? 0))
    }

    private static func list(_ word: String) -> [String] { word.split(separator: ",").map(String.init) }

    // Swift gives no list to a function of any number of values.
    private static func counter(_ open: OpenSeries, _ values: [String]) -> Counter {
        values.count == 1 ? open.counter(values[0]) : open.counter(values[0], values[1])
    }
    private static func gauge(_ open: OpenSeries, _ values: [String]) -> Gauge {
        values.count == 1 ? open.gauge(values[0]) : open.gauge(values[0], values[1])
    }
    private static func summary(_ open: OpenSeries, _ values: [String]) -> Summary {
        values.count == 1 ? open.summary(values[0]) : open.summary(values[0], values[1])
    }
    private static func info(_ open: OpenSeries, _ values: [String]) -> Info {
        values.count == 1 ? open.info(values[0]) : open.info(values[0], values[1])
    }
    private static func states(_ open: OpenSeries, _ values: [String]) -> StateSet<Place> {
        values.count == 1 ? open.stateSet(values[0]) : open.stateSet(values[0], values[1])
    }
    private static func histogram(_ open: OpenSeries, _ values: [String]) -> Histogram {
        values.count == 1 ? open.histogram(values[0]) : open.histogram(values[0], values[1])
    }

    private static func text(_ hexadecimal: String) -> String {
        guard hexadecimal != "-" else { return "" }
        var bytes: [UInt8] = []
        var rest = hexadecimal[...]
        while !rest.isEmpty {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
