import ArgumentParser
import FaceSearch
import Foundation

/// Where Likeness keeps what it knows.
struct HomeOption: ParsableArguments {
    @Option(
        name: .customLong("home"),
        help: ArgumentHelp(
            "The home's folder (default: $LIKENESS_HOME, else likeness in $XDG_DATA_HOME or ~/.local/share).",
            valueName: "dir"))
    var path: String?

    var directory: URL {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = path ?? environment["LIKENESS_HOME"], !chosen.isEmpty {
            return URL(filePath: chosen, directoryHint: .isDirectory)
        }
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let base =
            data.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/share")
        return base.appending(path: "likeness", directoryHint: .isDirectory)
    }

    func open() throws -> Home { try Home.open(at: directory) }
}
