import SpecModel

/// A small product that has one of everything: each kind, each source of a label, each form of bounds, each state of
/// the lifecycle, and texts that Markdown, JSON, PromQL or Grafana could take for their own.
enum Bakery {
    static let nastyHelp = #"""
        Loaves | rolls & <script>alert("x")</script> with `ticks`, *stars*, _underscores_, snake_case, $a and $b, \
        ~~gone~~, [link](http://example.org/a_b), www.example.org/_x_, C:\new|old, &amp; $job [[job]] 100 % of it
          second line, after spaces
        # third
        """#

    static func product(version: String = "1.2.0") -> Product {
        let shop = ModelBuilder.bound("shop", help: "Which shop.")
        let kind = ModelBuilder.closed("kind", "rye", "wheat|spelt", "a`b", help: "What it is made of.")
        let baker = ModelBuilder.open("baker", limit: 20, help: "Who baked.")
        return ModelBuilder.product(
            name: "bakery", version: version, prefix: "bakery:",
            parameters: [
                Parameter(
                    name: ModelBuilder.spanned("oven_capacity"), help: "Loaves that the oven holds.",
                    type: .integer(minimum: 1, maximum: 100_000, default: nil)),
                Parameter(
                    name: ModelBuilder.spanned("convection"), help: "Whether the fan is on.",
                    type: .boolean(default: false)),
                Parameter(
                    name: ModelBuilder.spanned("tray_sizes"), help: nil, type: .integers(minimum: 1, maximum: nil)),
            ],
            specPath: "spec/bakery.yaml",
            ModelBuilder.group(
                "oven", title: "Oven", help: "1. What the oven does; *always*.",
                ModelBuilder.gauge("loaves_in_oven", help: "Loaves in the oven.", unit: .requests, labels: [shop]),
                ModelBuilder.gauge(
                    "oven_fill_ratio", help: "How full it is.", unit: .ratio, labels: [shop], mode: .max),
                ModelBuilder.counter(
                    "loaves_total", help: nastyHelp, unit: .events, labels: [shop, kind],
                    panel: Panel(title: "Loaves")),
                ModelBuilder.histogram(
                    "bake_seconds", help: "Time in the oven.", unit: .seconds, labels: [shop],
                    bounds: .fixed([0.3, 1, 2.5, 60, 1_000_000])),
                ModelBuilder.histogram(
                    "batch_loaves", help: "Loaves a batch.", unit: .sequences, labels: [shop],
                    bounds: .conditional(
                        parameter: "convection",
                        then: .series(mantissas: [1, 2, 5], limit: .parameter("oven_capacity")),
                        otherwise: .sorted(parameter: "tray_sizes"))),
                ModelBuilder.histogram(
                    "cool_milliseconds", help: "Time on the rack.", unit: .milliseconds, labels: [shop],
                    bounds: .series(mantissas: [1, 2.5], limit: .number(300)))),
            ModelBuilder.group(
                "staff", title: "Staff | people",
                ModelBuilder.gauge(
                    "baker_last_seen", help: "When the baker was seen.", unit: .unixSeconds, labels: [baker],
                    mode: .mostrecent),
                ModelBuilder.gauge(
                    "last_cleaning", help: "When the oven was cleaned.", unit: .unixSeconds, labels: [shop],
                    mode: .mostrecent),
                ModelBuilder.gauge(
                    "bakery_info", help: "The bakery.", unit: Unit.none,
                    labels: [ModelBuilder.open("owner", help: "Whose it is."), baker], mode: .mostrecent)),
            ModelBuilder.group(
                "old", title: "Old ways",
                ModelBuilder.counter(
                    "rolls_total", help: "Rolls.", labels: [shop],
                    lifecycle: ModelBuilder.deprecated(
                        since: "1.2", reason: "Rolls are loaves | too.", replacedBy: ["bakery:loaves_total"],
                        external: ["mill:rolls_total"])),
                ModelBuilder.gauge(
                    "oven_temperature_ratio", help: "Heat.", unit: .ratio, labels: [shop],
                    lifecycle: ModelBuilder.deprecated(since: "1.1", reason: "Nobody trusts the thermometer.")),
                ModelBuilder.counter(
                    "cakes_total", help: "", labels: [],
                    lifecycle: ModelBuilder.removed(
                        in: "1.2", reason: "No more cakes.",
                        after: ModelBuilder.notice(since: "1.0", replacedBy: ["bakery:loaves_total"])))))
    }
}
