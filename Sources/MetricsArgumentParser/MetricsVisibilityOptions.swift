// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if CommandLine
    public import ArgumentParser
    public import MetricsRuntime

    /// Command-line flags that decide which metrics a process serves, ready for any command:
    ///
    ///     @OptionGroup var metrics: MetricsVisibilityOptions
    ///     …
    ///     let shop = try ShopMetrics(in: registry, visibility: metrics.visibility(environmentPrefix: "SHOP_"))
    public struct MetricsVisibilityOptions: ParsableArguments {
        // Values are taken as they are, even if they begin with a hyphen: that is an invalid version, and not a flag.

        /// `--show-hidden-metrics-for-version`: shows the metrics that this release deprecated and that are hidden
        /// now.
        @Option(
            parsing: .unconditional,
            help: .init(
                "Show the metrics that were deprecated in this release, such as `0.8`, and are hidden now.",
                valueName: "X.Y"))
        public var showHiddenMetricsForVersion: String?

        /// `--product-version`: the release to behave as.
        @Option(
            parsing: .unconditional,
            help: .init(
                "The release to behave as, such as `0.9.0`; by default the one that the metrics were generated for.",
                valueName: "version"))
        public var productVersion: String?

        /// `--disable-metrics`: names of metrics that are not registered, separated by commas. It can be given several
        /// times.
        @Option(
            parsing: .unconditionalSingleValue,
            help: .init(
                "Metrics that are not registered, even if another flag shows them: names separated by commas, in which `*` matches any characters.",
                valueName: "names"))
        public var disableMetrics: [String] = []

        /// `--lenient-metrics`: a flag without an effect is a warning, and not an error.
        @Flag(help: "If one of these flags has no effect, start with a warning instead of failing.")
        public var lenientMetrics = false

        /// Without any flag; ArgumentParser fills in those that were given.
        public init() {}

        /// The flags again, for another process that serves the same metrics.
        public var arguments: [String] {
            var arguments: [String] = []
            if let version = showHiddenMetricsForVersion {
                arguments += ["--show-hidden-metrics-for-version", version]
            }
            if let version = productVersion { arguments += ["--product-version", version] }
            for names in disableMetrics { arguments += ["--disable-metrics", names] }
            if lenientMetrics { arguments.append("--lenient-metrics") }
            return arguments
        }

        /// The settings of the flags. With a prefix, environment variables are used for settings without a flag
        /// (`Visibility.init(environmentPrefix:)`).
        public func visibility(environmentPrefix prefix: String? = nil) throws(MetricsSetupError) -> Visibility {
            let flags = try Visibility(
                productVersion: productVersion, showHiddenFor: showHiddenMetricsForVersion,
                disabling: disableMetrics.flatMap(Visibility.names(in:)), isLenient: lenientMetrics,
                named: .init(
                    productVersion: "--product-version", showHiddenFor: "--show-hidden-metrics-for-version",
                    disabling: "--disable-metrics", lenient: "--lenient-metrics"))
            guard let prefix else { return flags }
            return flags.filled(from: try Visibility(environmentPrefix: prefix))
        }
    }
#endif
