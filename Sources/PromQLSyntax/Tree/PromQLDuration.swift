/// How long something lasts.
package struct PromQLDuration: Equatable, Sendable {
    package enum Form: Equatable, Sendable {
        case milliseconds(Int)
        case variable(GrafanaVariable)
    }

    package let form: Form

    package init(_ form: Form) { self.form = form }

    package static func seconds(_ count: Int) -> PromQLDuration { PromQLDuration(.milliseconds(count * 1000)) }
    package static func minutes(_ count: Int) -> PromQLDuration { seconds(count * 60) }
    package static func variable(_ name: String) -> PromQLDuration { PromQLDuration(.variable(GrafanaVariable(name))) }
}
