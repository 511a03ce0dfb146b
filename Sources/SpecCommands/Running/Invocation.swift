// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How the reader of advice runs this tool.
enum Invocation {
    /// Such as `metricsgen build spec/shop.yaml`. The command plugins run the tool for people who have no
    /// `metricsgen`, and set this variable to what they type instead.
    static func command(_ arguments: String) -> String {
        (Console.environment("METRICSGEN_INVOCATION") ?? "metricsgen") + " " + arguments
    }
}
