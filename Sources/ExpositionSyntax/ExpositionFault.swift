// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Something on a page that its format doesn't allow, and the bytes where it is.
package struct ExpositionFault: Hashable, Sendable {
    package let kind: Kind
    /// Bytes of the page, from `lowerBound` up to and not including `upperBound`. Empty where something is missing.
    package let range: Range<Int>

    package enum Kind: Hashable, Sendable {
        /// The line goes on in a way that no reader understands.
        case expected(Expectation)
        /// A space or a tab in front of a sample. Prometheus takes it as a part of the name.
        case spaceAtStart
        /// A line ends in a carriage return and a line feed.
        case carriageReturn
        /// A help or a label's value is not UTF-8.
        case invalidUTF8
        /// A family of a type that the format doesn't have.
        case unknownType(String)
        /// A label is there twice in one sample.
        case repeatedLabel(String)
        /// A name in quotes: any character may be in it, and readers before Prometheus 3 don't know it.
        case quotedName
        /// Two labels without a comma between them, in the text format.
        case missingComma
        /// A line feed in a label's value, in the text format, which has `\n` for it.
        case lineFeedInValue
        /// Something other than a space behind the name of a family, in the text format. Prometheus skips it.
        case missingSpace
        /// A comma in front of `}`, in OpenMetrics. Prometheus 3 accepts it.
        case trailingComma
        /// An exemplar of a sample that is neither a counter's total nor a bucket. Prometheus 2.43 accepts it anywhere.
        case exemplarOutOfPlace
        /// The name of a family doesn't end in its unit.
        case unitNotInName(String)
        /// The page has no `# EOF` at its end: it may have been cut.
        case missingEnd
        /// The page goes on after `# EOF`.
        case textAfterEnd
    }

    /// What the format has at a place.
    package enum Expectation: Hashable, Sendable {
        case metricName, labelName, equalsSign, quotedValue, closingQuote, commaOrBrace, space, value, timestamp
        case lineEnd, type, sample, exemplar
    }

    /// The releases of Prometheus that reject a page for a fault. One such fault costs all samples of the page.
    package enum RejectingReleases: Sendable {
        case all
        /// Releases before Prometheus 3.
        case before3
        /// Releases before Prometheus 2.43.
        case before2_43
    }

    /// nil where every release accepts what the format doesn't allow.
    package var rejectingReleases: RejectingReleases? {
        switch kind {
        case .missingComma, .missingSpace, .lineFeedInValue: nil
        case .quotedName, .trailingComma: .before3
        case .exemplarOutOfPlace: .before2_43
        default: .all
        }
    }
}
