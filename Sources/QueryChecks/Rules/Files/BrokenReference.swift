// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum BrokenReference {
    static let explained = ExplainedRule(
        Rule(code: "MG4011", name: "broken-reference"),
        explanation: """
            A file with queries isn't JSON or YAML, so the program that it is for can't load it, and none of its queries is \
            checked. The place is where reading ended; the mistake is there or shortly before.
            """,
        badExample: """
            groups:
              - name: shop
                rules:
                  - alert: Busy
                   expr: shop_queue_requests > 100
                    for: 10m
            """,
        goodExample: """
            groups:
              - name: shop
                rules:
                  - alert: Busy
                    expr: shop_queue_requests > 100
                    for: 10m
            """)

    static func finding(_ fault: ReadingFault) -> Finding? {
        func made(_ message: String, help: String) -> Finding {
            Finding(
                explained.rule, at: fault.span, message, notes: ["none of the queries in it are checked"], help: help)
        }
        switch fault.reason {
        case .notJSON(let expected):
            return made(
                "this isn't JSON: expected \(expected)",
                help: "correct it here or shortly before, or export the dashboard again")
        case .notYAML(let problem):
            return made("this isn't YAML: \(problem)", help: "correct it here or shortly before")
        case .tooLarge:
            return made("the file is too large", help: "split it into several files")
        case .tooDeep:
            return made(
                "lists and objects are nested too deeply here",
                help: "check whether this is the right file: no dashboard and no list of rules is so deep")
        case .template, .repeatedKey, .unknownKind: return nil
        }
    }
}

extension QueryCheck {
    static let brokenReference = QueryCheck(
        [BrokenReference.explained], findings: { $0.file.faults.compactMap(BrokenReference.finding) })
}
