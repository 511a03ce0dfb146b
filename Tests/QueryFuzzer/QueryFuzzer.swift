// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

// What libFuzzer calls (`make soak-queries`): a query is read, and what is printed of it is read again. The first byte
// chooses the templates.
//
// Without `--sanitize=fuzzer` nothing calls it, and the program isn't linked.

/// - Returns: 0, which is all that libFuzzer knows.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryQuery(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let first = bytes.first else { return 0 }
    judge(String(decoding: bytes.dropFirst(), as: UTF8.self), PromQLTemplates(rawValue: first & 7))
    return 0
}

private func judge(_ text: String, _ templates: PromQLTemplates) {
    let reading = PromQLReading(text, templates: templates)
    var last = 0
    for finding in reading.findings {
        let range = finding.span.range
        precondition(range.lowerBound >= last && range.upperBound <= text.utf8.count, "a finding has a place, in order")
        last = range.lowerBound
        precondition(!finding.fault.message.isEmpty)
    }
    judge(reading.expression, within: 0..<text.utf8.count)
    let printed = [reading.expression.canonical, reading.expression.multiline, reading.expression.description]
    guard reading.findings.isEmpty else { return }
    for text in printed where text.utf8.count <= PromQLReading.longest {
        let again = PromQLReading(text, templates: templates)
        precondition(again.findings.isEmpty, "what is printed can be read")
        precondition(again.expression.canonical == printed[0], "printing is a fixed point")
        precondition(again.type == reading.type)
    }
    for form in reading.expression.patterns { _ = form.matchesEmpty }
}

/// Each part stands within the part that it belongs to.
private func judge(_ expression: PromQLExpression, within outer: Range<Int>) {
    let range = expression.span.range
    precondition(outer.lowerBound <= range.lowerBound && range.upperBound <= outer.upperBound)
    for part in expression.parts { judge(part, within: range) }
}

extension PromQLExpression {
    fileprivate var patterns: [RegularExpression] {
        switch form {
        case .vector(let series, _), .range(let series, _, _):
            series.matchers.compactMap { matcher in
                guard let text = matcher.value.text, case .valid(let pattern) = RegularExpression.read(text) else {
                    return nil
                }
                return pattern
            }
        default: parts.flatMap(\.patterns)
        }
    }
}
