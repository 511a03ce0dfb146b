/// Why a command has not done its work: it was misused, or the machine refused. The exit status is 2.
///
/// Thrown before anything is reported, so that whoever asked for a document still gets one, which says so.
struct Refusal: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// A command whose findings are what it prints, in the format that it was asked for.
protocol ReportingCommand {
    var report: ReportOptions { get }
}
