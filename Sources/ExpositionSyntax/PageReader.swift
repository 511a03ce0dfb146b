// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Reads a page line by line, as Prometheus does.
///
/// The two formats have the same parts. The text format allows spaces and tabs between any two of them; OpenMetrics has
/// exactly one space where it has any. The rules are those of Prometheus' two lexers, `promlex.l` and `openmetricslex.l`.
struct PageReader {
    private(set) var metadata: [Metadata] = []
    private(set) var samples: [ExpositionSample] = []
    private(set) var faults: [ExpositionFault] = []

    private let format: ExpositionFormat
    private var scanner: LineScanner

    /// A line that says something of a family.
    struct Metadata {
        let family: String
        let line: Range<Int>
        let content: Content

        enum Content {
            case type(Placed<ExpositionType>)
            case help(Placed<String>)
            case unit(Placed<String>)
        }
    }

    /// Ends a line: the rest of it is not read.
    struct LineFault: Error {
        let fault: ExpositionFault

        init(_ kind: ExpositionFault.Kind, _ range: Range<Int>) { fault = ExpositionFault(kind: kind, range: range) }
    }

    init(_ bytes: [UInt8], format: ExpositionFormat) {
        self.format = format
        scanner = LineScanner(bytes)
    }

    mutating func read() {
        var hasEnd = false
        while scanner.nextLine() {
            if hasEnd {
                report(ExpositionFault(kind: .textAfterEnd, range: scanner.line))
                break
            }
            do {
                if try endsPage() { hasEnd = true } else { try readLine() }
            } catch {
                report(error.fault)
            }
        }
        if format == .openMetrics, !hasEnd {
            let end = scanner.bytes.count
            report(ExpositionFault(kind: .missingEnd, range: end..<end))
        }
    }

    private mutating func report(_ fault: ExpositionFault) {
        if faults.count < ExpositionPage.faultLimit { faults.append(fault) }
    }

    private func endsPage() throws(LineFault) -> Bool {
        guard format == .openMetrics, scanner.line.count == 5 else { return false }
        return scanner.bytes[scanner.line].elementsEqual("# EOF".utf8)
    }

    private mutating func readLine() throws(LineFault) {
        if format == .text {
            scanner.skipSpace()
            if scanner.isAtEnd { return }
        }
        if scanner.skip(UInt8(ascii: "#")) { return try readComment() }
        if scanner.position > scanner.line.lowerBound {
            throw LineFault(.spaceAtStart, scanner.line.lowerBound..<scanner.position)
        }
        try readSample()
    }

    // MARK: Metadata

    private mutating func readComment() throws(LineFault) {
        guard try skipSpace(isRequired: format == .openMetrics) else { return }
        let keywordStart = scanner.position
        let keyword = Keyword(rawValue: scanner.word())
        guard let keyword, keyword != .unit || format == .openMetrics else {
            guard format == .text else { throw LineFault(.expected(.type), keywordStart..<scanner.position) }
            // Any other comment.
            return
        }
        // `# HELP` alone is a comment of the text format.
        guard try skipSpace(isRequired: format == .openMetrics) else { return }
        let name = try metricName()
        switch format {
        case .openMetrics: try requireOneSpace()
        case .text:
            if !scanner.isAtEnd, !scanner.skip(UInt8(ascii: " ")), !scanner.skip(UInt8(ascii: "\t")) {
                report(ExpositionFault(kind: .missingSpace, range: scanner.position..<scanner.position))
                scanner.position += 1
            }
        }
        let content: Metadata.Content
        switch keyword {
        case .type: content = .type(try type())
        case .help: content = .help(try help())
        case .unit:
            let unit = restOfLine()
            content = .unit(unit)
            if !unit.value.isEmpty, !name.value.hasSuffix("_" + unit.value) {
                report(ExpositionFault(kind: .unitNotInName(unit.value), range: unit.range))
            }
        }
        metadata.append(Metadata(family: name.value, line: scanner.line, content: content))
    }

    private enum Keyword: String {
        case type = "TYPE", help = "HELP", unit = "UNIT"
    }

    /// What is behind the one space after a family's name, as it is: also more spaces.
    private mutating func restOfLine() -> Placed<String> {
        let range = scanner.position..<scanner.line.upperBound
        scanner.position = range.upperBound
        return Placed(String(decoding: scanner.bytes[range], as: UTF8.self), range)
    }

    private mutating func type() throws(LineFault) -> Placed<ExpositionType> {
        let word = restOfLine()
        guard let type = ExpositionType(rawValue: word.value), type.exists(in: format) else {
            throw word.value.hasSuffix("\r")
                ? LineFault(.carriageReturn, (word.range.upperBound - 1)..<word.range.upperBound)
                : LineFault(.unknownType(word.value), word.range)
        }
        return Placed(type, word.range)
    }

    private mutating func help() throws(LineFault) -> Placed<String> {
        let range = scanner.position..<scanner.line.upperBound
        scanner.position = range.upperBound
        guard let help = EscapedText.decode(scanner.bytes[range], quotes: format == .openMetrics) else {
            throw LineFault(.invalidUTF8, range)
        }
        return Placed(help, range)
    }

    // MARK: Samples

    private mutating func readSample() throws(LineFault) {
        var name: Placed<String>?
        if scanner.peek != UInt8(ascii: "{") { name = try metricName() }
        skipAnySpace()
        var labels: [ExpositionLabel] = []
        let opening = scanner.position
        if scanner.skip(UInt8(ascii: "{")) { try readLabels(&labels, name: &name) }
        guard let name else { throw LineFault(.expected(.metricName), opening..<scanner.position) }
        try skipSpace(isRequired: format == .openMetrics)
        let value = try number(.value)
        var timestamp: Placed<Double>?
        var exemplar: ExpositionExemplar?
        switch format {
        case .text:
            scanner.skipSpace()
            if !scanner.isAtEnd { timestamp = try milliseconds() }
            scanner.skipSpace()
        case .openMetrics:
            if !scanner.isAtEnd, !scanner.isAt(" # {") {
                try requireOneSpace()
                timestamp = try number(.timestamp)
            }
            if scanner.isAt(" # {") {
                let start = scanner.position + 1
                exemplar = try readExemplar()
                if !name.value.hasSuffix("_total"), !name.value.hasSuffix("_bucket") {
                    report(ExpositionFault(kind: .exemplarOutOfPlace, range: start..<scanner.position))
                }
            }
        }
        guard scanner.isAtEnd else { throw fault(.lineEnd) }
        samples.append(
            ExpositionSample(name: name, labels: labels, value: value, timestamp: timestamp, exemplar: exemplar))
    }

    private mutating func readExemplar() throws(LineFault) -> ExpositionExemplar {
        scanner.position += " # {".utf8.count
        var labels: [ExpositionLabel] = []
        var name: Placed<String>?
        try readLabels(&labels, name: &name)
        guard name == nil else { throw fault(.labelName) }
        try requireOneSpace()
        let value = try number(.value)
        var timestamp: Placed<Double>?
        if !scanner.isAtEnd {
            try requireOneSpace()
            timestamp = try number(.timestamp)
        }
        return ExpositionExemplar(labels: labels, value: value, timestamp: timestamp)
    }

    /// Reads behind `{` up to and with `}`.
    ///
    /// - Parameter name: set where the braces have it, as Prometheus 3 writes names that need quotes.
    private mutating func readLabels(
        _ labels: inout [ExpositionLabel], name: inout Placed<String>?
    ) throws(LineFault) {
        skipAnySpace()
        var isFirst = true
        while !scanner.skip(UInt8(ascii: "}")) {
            if !isFirst {
                let comma = scanner.position
                if !scanner.skip(UInt8(ascii: ",")) {
                    guard format == .text, scanner.isAtName else { throw fault(.commaOrBrace) }
                    report(ExpositionFault(kind: .missingComma, range: comma..<comma))
                }
                skipAnySpace()
                if scanner.skip(UInt8(ascii: "}")) {
                    if format == .openMetrics {
                        report(ExpositionFault(kind: .trailingComma, range: comma..<(comma + 1)))
                    }
                    return
                }
            }
            isFirst = false
            try readLabel(&labels, name: &name)
            skipAnySpace()
        }
    }

    private mutating func readLabel(
        _ labels: inout [ExpositionLabel], name: inout Placed<String>?
    ) throws(LineFault) {
        let labelName: Placed<String>
        if scanner.peek == UInt8(ascii: "\"") {
            labelName = try quoted()
            report(ExpositionFault(kind: .quotedName, range: labelName.range))
        } else {
            guard let range = scanner.name(allowsColon: false) else { throw fault(.labelName) }
            labelName = Placed(scanner.string(range), range)
        }
        skipAnySpace()
        guard scanner.skip(UInt8(ascii: "=")) else {
            // A string without a value is the name of the metric.
            guard scanner.bytes[labelName.range.lowerBound - 1] == UInt8(ascii: "\""), name == nil, labels.isEmpty
            else { throw fault(.equalsSign) }
            name = labelName
            return
        }
        skipAnySpace()
        let value = try quoted()
        if labels.contains(where: { $0.name.value == labelName.value }) {
            throw LineFault(.repeatedLabel(labelName.value), labelName.range)
        }
        labels.append(ExpositionLabel(name: labelName, value: value))
    }

    private mutating func metricName() throws(LineFault) -> Placed<String> {
        if scanner.peek == UInt8(ascii: "\"") {
            let name = try quoted()
            report(ExpositionFault(kind: .quotedName, range: name.range))
            return name
        }
        guard let range = scanner.name(allowsColon: true) else { throw fault(.metricName) }
        return Placed(scanner.string(range), range)
    }

    private mutating func quoted() throws(LineFault) -> Placed<String> {
        guard scanner.skip(UInt8(ascii: "\"")) else { throw fault(.quotedValue) }
        let start = scanner.position
        let line = scanner.line
        guard let range = scanner.quotedContent(crossesLines: format == .text) else {
            throw LineFault(.expected(.closingQuote), (start - 1)..<line.upperBound)
        }
        if range.upperBound > line.upperBound {
            report(ExpositionFault(kind: .lineFeedInValue, range: line.upperBound..<(line.upperBound + 1)))
        }
        guard let value = EscapedText.decode(scanner.bytes[range], quotes: true) else {
            throw LineFault(.invalidUTF8, range)
        }
        return Placed(value, range)
    }

    private mutating func number(_ expectation: ExpositionFault.Expectation) throws(LineFault) -> Placed<Double> {
        let range = scanner.token()
        guard let value = ExpositionNumber.value(of: scanner.bytes[range]),
            expectation == .value || value.isFinite
        else {
            if let last = scanner.bytes[range].last, last == UInt8(ascii: "\r") {
                throw LineFault(.carriageReturn, (range.upperBound - 1)..<range.upperBound)
            }
            throw LineFault(.expected(expectation), range)
        }
        return Placed(value, range)
    }

    /// Timestamps of the text format are whole milliseconds. Prometheus reads digits only, no sign.
    private mutating func milliseconds() throws(LineFault) -> Placed<Double> {
        let range = scanner.token()
        let digits = scanner.string(range)
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let value = Int64(digits) else {
            if digits.hasSuffix("\r") {
                throw LineFault(.carriageReturn, (range.upperBound - 1)..<range.upperBound)
            }
            throw LineFault(.expected(.timestamp), range)
        }
        return Placed(Double(value) / 1000, range)
    }

    // MARK: Space

    private func fault(_ expectation: ExpositionFault.Expectation) -> LineFault {
        let end = min(scanner.position + 1, scanner.line.upperBound)
        return LineFault(.expected(expectation), scanner.position..<end)
    }

    /// Between parts that need no space between them, where the text format allows some.
    private mutating func skipAnySpace() {
        if format == .text { scanner.skipSpace() }
    }

    /// - Returns: Whether there was any. OpenMetrics takes exactly one space, and no tab.
    @discardableResult
    private mutating func skipSpace(isRequired: Bool) throws(LineFault) -> Bool {
        if isRequired {
            try requireOneSpace()
            return true
        }
        return scanner.skipSpace()
    }

    private mutating func requireOneSpace() throws(LineFault) {
        guard scanner.skip(UInt8(ascii: " ")) else { throw fault(.space) }
    }
}
