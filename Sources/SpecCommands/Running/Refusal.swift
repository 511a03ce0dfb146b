/// Why a command has not done its work: it was misused, or the machine refused. The exit status is 2.
///
/// Thrown before anything is reported, so a document that was asked for can still say it.
package struct Refusal: Error {
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// How a command ends that has said why it didn't succeed.
package enum CommandExit: Int32, Error {
    /// The spec, its outputs or a reference has errors.
    case findings = 1
    /// Bad usage, or the machine refused.
    case misuse = 2
}
