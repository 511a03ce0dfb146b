// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension ExpositionFault {
    /// What is wrong.
    package var message: String {
        switch kind {
        case .expected(let expectation): "\(expectation.phrase) should be here"
        case .spaceAtStart: "a sample can't have a space in front of it"
        case .carriageReturn: "this line ends in a carriage return"
        case .invalidUTF8: "this is not UTF-8"
        case .unknownType(let type): "the format has no type `\(type)`"
        case .repeatedLabel(let label): "this sample has the label `\(label)` already"
        case .quotedName: "Prometheus 2 can't read a name in quotes"
        case .missingComma: "a comma should be here"
        case .lineFeedInValue: "a line feed in a label's value is written `\\n`"
        case .missingSpace: "a space should be here"
        case .trailingComma: "Prometheus 2 can't read a comma here"
        case .exemplarOutOfPlace: "only totals of counters and buckets have exemplars"
        case .unitNotInName(let unit): "the name of this family doesn't end in its unit `\(unit)`"
        case .missingEnd: "the page doesn't end in `# EOF`: it may have been cut"
        case .textAfterEnd: "the page goes on after `# EOF`"
        }
    }
}

extension ExpositionFault.Expectation {
    fileprivate var phrase: String {
        switch self {
        case .metricName: "the name of a metric"
        case .labelName: "the name of a label"
        case .equalsSign: "`=`"
        case .quotedValue: "a value in double quotes"
        case .closingQuote: "a closing quote"
        case .commaOrBrace: "`,` or `}`"
        case .space: "a space"
        case .value: "a number"
        case .timestamp: "a time"
        case .lineEnd: "the end of the line"
        case .type: "a type such as `counter`"
        case .sample: "a sample"
        case .exemplar: "an exemplar"
        }
    }
}
