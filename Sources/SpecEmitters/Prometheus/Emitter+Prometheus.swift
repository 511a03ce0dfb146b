// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins
import SpecOutput
import SpecQueries

extension Emitter {
    package static let prometheus = Emitter(
        name: "prometheus",
        help: """
            Rules for Prometheus: a recording rule for each derived value, the alerts, the service level objectives, \
            and unit tests of the alerts for `promtool test rules`.
            """,
        options: [
            OutputOption("directory", .directory, isRequired: true, help: "The directory to write the rules to."),
            OutputOption(
                "resource", .choice(["PrometheusRule"]),
                help: "Whether all rules are written as a resource for the Prometheus Operator too."),
        ],
        emit: { spec, request in
            // The language has checked the required options; without one there is nothing to write.
            guard let directory = request.text("directory") else { return Emission(files: []) }
            // What is wrong with them is reported where queries are checked.
            let queries = SpecQueries(spec)
            let rules = RuleFile(queries, spec)
            let objectiveRules = ObjectiveRuleFile(queries, spec)
            let series = TestSeries(spec.product)
            let base = "\(directory.value)/\(spec.product.name)"
            var files = [OutputFile(path: "\(base).rules.yaml", text: rules.recording)]
            if !queries.alerts.isEmpty {
                files.append(OutputFile(path: "\(base).alerts.yaml", text: rules.alerts))
                let tests = RuleTestFile(queries, series, spec)
                files.append(OutputFile(path: "\(base).alerts.test.yaml", text: tests.text))
            }
            if !queries.objectives.isEmpty {
                files.append(OutputFile(path: "\(base).slos.yaml", text: objectiveRules.text))
                for (name, urgency) in [("pages", BurnAlert.Urgency.page), ("tickets", .ticket)] {
                    files.append(
                        OutputFile(
                            path: "\(base).slos.\(name).test.yaml",
                            text: ObjectiveTestFile(urgency, queries, objectiveRules, series, spec).text))
                }
            }
            if request.text("resource") != nil {
                let resource = RuleResource(rules, objectiveRules, spec)
                files.append(OutputFile(path: "\(base).prometheusrule.yaml", text: resource.text))
            }
            return Emission(files: files)
        })
}
