// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension ReferenceFile {
    /// Adds what another file has, which is a part of this one.
    mutating func append(_ other: ReferenceFile) {
        let (rules, dashboards) = (self.rules.count, self.dashboards.count)
        queries += other.queries.map { query in
            var use = query.use
            switch query.use {
            case .rule(let index): use = .rule(index + rules)
            case .ruleTemplate(let index): use = .ruleTemplate(index + rules)
            case .grafanaRule(let index): use = .grafanaRule(index + rules)
            case .panel, .variable, .dashboardAnnotation, .page: break
            }
            return ReferencedQuery(
                query.string, templates: query.templates, use: use, title: query.title,
                dashboard: query.dashboard.map { $0 + dashboards }, isCertain: query.isCertain)
        }
        self.rules += other.rules
        self.dashboards += other.dashboards
        waivers += other.waivers
        faults += other.faults
    }
}
