// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecText

/// The names of one scope in generated code, which must differ, and the places in the spec that they come from.
package struct NameScope {
    package let subject: Subject
    /// Whether the spec can choose another name here with `swift_name`.
    package let takesSwiftName: Bool
    private var origins: [String: Origin] = [:]
    private var collisions: [Collision] = []

    /// What the names denote. The raw value is Swift's term for it.
    package enum Subject: String {
        case type, property, argument
        case enumCase = "case"
    }

    /// What a name in generated code is made from.
    package struct Origin {
        /// As messages call it.
        package let name: String
        package let part: Origins.Part

        package init(name: String, part: Origins.Part) {
            self.name = name
            self.part = part
        }
    }

    /// Two things of the spec that get the same name.
    package struct Collision {
        package let name: String
        package let first: Origin
        package let second: Origin
    }

    package init(_ subject: Subject, takesSwiftName: Bool = true) {
        self.subject = subject
        self.takesSwiftName = takesSwiftName
    }

    /// Takes a name for something of the spec; `false` if it is taken already.
    @discardableResult
    package mutating func claim(_ name: String, _ origin: Origin) -> Bool {
        // Usually it is free, and one look-up is enough.
        guard let first = origins.updateValue(origin, forKey: name) else { return true }
        origins[name] = first
        collisions.append(Collision(name: name, first: first, second: origin))
        return false
    }

    /// Each collision with a name that is not used and not offered elsewhere. Called when all names are known.
    package var resolvedCollisions: [(collision: Collision, better: String)] {
        var offered: Set<String> = []
        var resolved: [(collision: Collision, better: String)] = []
        for collision in collisions {
            // The optimiser of Swift 6.3.1 frees a string twice that has no initial value and is set in a `repeat`
            // loop inside a closure. This code has neither.
            let stem = stem(of: collision.name)
            var number = 2
            while isTaken("\(stem)\(number)") || offered.contains("\(stem)\(number)") { number += 1 }
            offered.insert("\(stem)\(number)")
            resolved.append((collision, "\(stem)\(number)"))
        }
        return resolved
    }

    private func isTaken(_ name: String) -> Bool { origins[name] != nil || origins[name.capitalizedFirst] != nil }

    /// What a `swift_name` can begin with: a lower-case letter.
    private func stem(of name: String) -> String {
        let letters = name.drop { $0 == "_" }
        guard let first = letters.first, first.isLetter else { return subject.rawValue + letters }
        return first.lowercased() + letters.dropFirst()
    }
}

extension NameScope.Collision {
    /// The finding about it.
    ///
    /// - Parameter term: what the names are, such as `Swift property`.
    package func finding(_ rule: Rule, _ term: String, help: String, _ origins: Origins) -> Finding {
        Finding(
            rule, at: origins.name(of: second.part),
            second.name == first.name
                ? "\(quoted: second.name) becomes the \(term) \(quoted: name) twice"
                : "\(quoted: first.name) and \(quoted: second.name) both become the \(term) \(quoted: name)",
            help: help, related: [.init("\(quoted: first.name) is declared here", at: origins.name(of: first.part))])
    }
}
