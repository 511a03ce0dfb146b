// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput

package enum SwiftNameCollision {
    package static let rule = Rule(code: "MG3102", name: "swift-name-collision", isAboutName: true)

    /// Two specs of one target, whose code is one module.
    package static func finding(type: String, _ second: Span, first: Span) -> Finding {
        Finding(
            rule, at: second, "two specs of this target become the Swift type \(quoted: type)",
            help: "give one of them another `type` under `outputs.swift`, for example `type: \(type)2`",
            related: [.init("the other one gets it here", at: first)])
    }

    /// - Parameter better: A name that is not used elsewhere.
    static func finding(_ collision: NameScope.Collision, in scope: NameScope, better: String, _ origins: Origins)
        -> Finding
    {
        let help: String
        if !scope.takesSwiftName {
            help = "rename one of the two in the spec"
        } else if scope.subject == .enumCase {
            help =
                "give this one a Swift name of its own, in a mapping: "
                + "`{\(key(collision.first.name)): …, \(key(collision.second.name)): {swift_name: \(better)}}`"
        } else {
            help = "give this one a Swift name of its own, for example `swift_name: \(better)`"
        }
        return collision.finding(rule, "Swift \(scope.subject.rawValue)", help: help, origins)
    }

    /// A label's value as a key in YAML.
    private static func key(_ value: String) -> String {
        let isPlain = value.utf8.first.map { $0 >= UInt8(ascii: "A") } ?? false
        let hasPlainRest = value.utf8.allSatisfy { unit in
            unit >= UInt8(ascii: "0") && unit <= UInt8(ascii: "9") || unit == UInt8(ascii: "_")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20)
        }
        return isPlain && hasPlainRest ? value : YAMLString.quoted(value)
    }
}
