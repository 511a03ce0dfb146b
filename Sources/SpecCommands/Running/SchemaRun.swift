/// `metricsgen schema`.
package enum SchemaRun {
    package static func run() throws { try Console.print(document: SchemaText.text) }
}
