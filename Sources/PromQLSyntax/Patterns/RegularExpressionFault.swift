// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Why Prometheus refuses a pattern.
package enum RegularExpressionFault: Error, Equatable, Sendable {
    case missingClosing(Character)
    case unexpectedParenthesis
    case nothingToRepeat(String)
    case repeatedRepeat(String)
    case repeatCount(String)
    case invalidEscape(String)
    case invalidRange(String)
    case unknownClass(String)
    case invalidGroup(String)
    case lookAround(String)
}
