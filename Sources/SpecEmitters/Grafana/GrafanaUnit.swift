import SpecModel

/// What a dashboard has to know about a unit: how Grafana writes it, and what may be done with its values. The only
/// switch over units here; whatever else depends on them asks for the meaning.
struct GrafanaUnit {
    enum Meaning: Equatable {
        /// So much of something that can be counted. What two servers have adds up.
        case amount
        /// How long. Only the worst of several says something.
        case duration
        /// A part of a whole, from 0 to this. The parts of two servers don't add up.
        case share(of: Double)
        /// A point in time.
        case moment
        /// Nothing: the labels say it.
        case labels
        /// The spec doesn't say.
        case unknown
    }

    let meaning: Meaning
    /// Grafana's id for a value of this unit.
    let level: String
    /// Grafana's id for its growth in a second. Of a time that is the share of the second that was spent.
    let rate: String
    /// What the growth is divided by to be of `rate`.
    let rateDivisor: Int?
    /// What stands at the axis of a rate whose id doesn't name what is counted.
    let rateAxis: String
    let decimals: Int?
    /// How much the rate of a counter says about what a server does: a lower number says more. Nil: nothing.
    let rank: Int?

    private init(
        _ meaning: Meaning, level: String, rate: String = "cps", rateDivisor: Int? = nil, rateAxis: String = "",
        decimals: Int? = nil, rank: Int? = nil
    ) {
        self.meaning = meaning
        self.level = level
        self.rate = rate
        self.rateDivisor = rateDivisor
        self.rateAxis = rateAxis
        self.decimals = decimals
        self.rank = rank
    }

    init(_ unit: Unit?) {
        guard let unit else {
            self.init(.unknown, level: "short", rank: 3)
            return
        }
        switch unit {
        case .seconds: self.init(.duration, level: "s", rate: "percentunit")
        case .milliseconds: self.init(.duration, level: "ms", rate: "percentunit", rateDivisor: 1000)
        case .bytes: self.init(.amount, level: "bytes", rate: "binBps", rank: 2)
        case .ratio: self.init(.share(of: 1), level: "percentunit", decimals: 1)
        case .percent: self.init(.share(of: 100), level: "percent", decimals: 1)
        case .tokens: self.init(.amount, level: "short", rateAxis: "tokens per second", rank: 1)
        case .requests: self.init(.amount, level: "short", rate: "reqps", rank: 0)
        case .sequences: self.init(.amount, level: "short", rateAxis: "sequences per second", rank: 1)
        case .blocks: self.init(.amount, level: "short", rateAxis: "blocks per second", rank: 2)
        case .events: self.init(.amount, level: "short", rateAxis: "events per second", rank: 3)
        case .unixSeconds: self.init(.moment, level: "dateTimeFromNow")
        case .none: self.init(.labels, level: "none")
        }
    }
}
