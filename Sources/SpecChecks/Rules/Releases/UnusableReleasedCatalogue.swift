// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory
import SpecModel

package enum UnusableReleasedCatalogue {
    package static let rule = Rule(code: "MG5210", name: "unusable-released-catalogue")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            `lifecycle: {released: FILE}` names the catalogue of the last release, and the file is not there, is not a \
            catalogue of this product, or belongs to a later release. Stable metrics can't be compared with it. At a \
            release, write the catalogue with `metricsgen catalogue SPEC > FILE` and commit it; no other command writes \
            this file. For a product without a release, leave `released` out.
            """,
        badExample: "", goodExample: "")

    package enum Reason: Error {
        case missing(String)
        case unreadable(String)
        case tooLarge(limit: Int)
        case notACatalogue(Catalogue.Fault)
        case otherProduct(String, ours: String)
        case later(String, ours: String)
    }

    package static func finding(_ place: Spanned<String>, _ reason: Reason) -> Finding {
        let path = place.value.quoted
        let write = "at a release, write it with `metricsgen catalogue SPEC > \(place.value)` and commit it"
        let (message, help) =
            switch reason {
            case .missing(let directory): ("there is no file \(path) in \(quoted: directory)", write)
            case .unreadable(let reason): ("\(path) can't be read: \(reason)", write)
            case .tooLarge(let limit):
                ("\(path) is larger than \(limit >> 20) MB and is not read", "name the catalogue that metricsgen wrote")
            case .notACatalogue(.version(let version)):
                (
                    "\(path) has version \(version) of the catalogue format, and this metricsgen reads version \(Catalogue.formatVersion)",
                    "write the catalogue of that release again with this metricsgen, or update metricsgen"
                )
            case .notACatalogue(let fault): ("\(path) can't be compared: \(fault)", write)
            case .otherProduct(let name, let ours):
                (
                    "\(path) is the catalogue of \(quoted: name), and this product is \(quoted: ours)",
                    "name the catalogue of this product; if the product has a new name, change it in the file too"
                )
            case .later(let version, let ours):
                (
                    "\(path) is the catalogue of \(version), which comes after this product's \(ours)",
                    "name the catalogue of the release before this one"
                )
            }
        return Finding(
            rule, at: place.span, message, notes: ["stable metrics can't be compared with the last release"], help: help
        )
    }
}
