// What the build plugin uses of Xcode's module of this name, which only Xcode has.

public import Foundation
public import PackagePlugin

/// A plugin that Xcode can run for a target of a project.
public protocol XcodeBuildToolPlugin: Plugin {
    func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command]
}

/// What Xcode gives a plugin.
public struct XcodePluginContext {
    /// The project.
    public let xcodeProject: XcodeProject
    /// Where the plugin may write.
    public let pluginWorkDirectoryURL: URL
    /// The tool with a name.
    public func tool(named name: String) throws -> PluginContext.Tool { fatalError() }
}

/// A project of Xcode.
public struct XcodeProject {
    /// The directory of the project.
    public let directoryURL: URL
}

/// A target of a project.
public struct XcodeTarget {
    /// The name of the target.
    public let displayName: String
    /// The files in the target's build phases.
    public let inputFiles: FileList
}
