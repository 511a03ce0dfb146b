// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A number that several metrics say together, such as the share of requests that failed.
///
/// Its series and its query are strings of PromQL, as the spec has them. What they mean is known where PromQL is read.
package struct DerivedValue: Sendable, Equatable {
    package enum Form: Sendable, Equatable {
        /// What part of one growth another one is.
        case ratio(of: String, to: String)
        /// The growth per second.
        case rate(String)
        /// How full something is: one gauge by another.
        case saturation(of: String, to: String)
        /// One gauge minus another.
        case difference(of: String, to: String)
        /// The quantile of a histogram.
        case quantile(Double, of: String)
        /// The mean of what a histogram or a summary observed.
        case mean(String)
        /// Any query.
        case expression(String)
    }

    /// Its key in the spec: the name by which other derived values and alerts know it.
    package var name: String
    package var help: String
    package var form: Form
    /// It has a series for each combination of the values of these labels and `job`. A query says that itself.
    package var grouping: [String]
    /// What its values count, if the spec says so.
    package var unit: Unit?
    /// The key of the group in whose row of the dashboard it has a panel.
    package var group: String?

    package init(
        name: String, help: String, form: Form, grouping: [String] = [], unit: Unit? = nil, group: String? = nil
    ) {
        self.name = name
        self.help = help
        self.form = form
        self.grouping = grouping
        self.unit = unit
        self.group = group
    }
}
